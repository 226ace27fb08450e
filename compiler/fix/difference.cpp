#include "fix/difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace pinwright::fix {
namespace {

constexpr std::size_t kAround = 3;
constexpr std::size_t kLookAhead = 400;  // lines within which a common one is looked for

using Lines = std::vector<std::string_view>;

/// With their line feeds.
auto lines_of(std::string_view text) -> Lines {
  Lines lines;
  while (!text.empty()) {
    const auto size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// Lines [a, a_end) become lines [b, b_end).
struct Change {
  std::size_t a = 0, a_end = 0, b = 0, b_end = 0;
};

/// The nearest pair of equal lines behind (a, b).
auto next_common(const Lines& before, const Lines& after, Change at) -> Change {
  for (std::size_t far = 1; far < 2 * kLookAhead; ++far) {
    for (std::size_t i = 0; i <= far; ++i) {
      const auto a = at.a + i;
      const auto b = at.b + (far - i);
      if (a < before.size() && b < after.size() && before[a] == after[b]) return {at.a, a, at.b, b};
    }
  }
  return {at.a, before.size(), at.b, after.size()};
}

auto changes_of(const Lines& before, const Lines& after) -> std::vector<Change> {
  std::vector<Change> changes;
  std::size_t a = 0;
  std::size_t b = 0;
  while (a < before.size() || b < after.size()) {
    if (a < before.size() && b < after.size() && before[a] == after[b]) {
      ++a;
      ++b;
      continue;
    }
    changes.push_back(next_common(before, after, {a, a, b, b}));
    a = changes.back().a_end;
    b = changes.back().b_end;
  }
  return changes;
}

auto append(std::string& out, char sign, std::string_view line) -> void {
  out.append(1, sign).append(line);
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

/// Changes with no more than twice kAround lines between them stand in one hunk.
auto hunk_of(const Lines& before, const Lines& after, const std::vector<Change>& all, std::size_t& first)
    -> std::string {
  auto last = first;
  while (last + 1 < all.size() && all[last + 1].a - all[last].a_end <= 2 * kAround) ++last;
  const auto lead = std::min(all[first].a, kAround);
  const auto trail = std::min(before.size() - all[last].a_end, kAround);
  const auto a = all[first].a - lead;
  const auto b = all[first].b - lead;
  const auto a_count = all[last].a_end + trail - a;
  const auto b_count = all[last].b_end + trail - b;
  auto out =
      fmt::format("@@ -{},{} +{},{} @@\n", a + (a_count > 0 ? 1 : 0), a_count, b + (b_count > 0 ? 1 : 0), b_count);
  auto at = a;
  for (; first <= last; ++first) {
    const auto& change = all[first];
    for (; at < change.a; ++at) append(out, ' ', before[at]);
    for (; at < change.a_end; ++at) append(out, '-', before[at]);
    for (auto line = change.b; line < change.b_end; ++line) append(out, '+', after[line]);
  }
  for (const auto end = at + trail; at < end; ++at) append(out, ' ', before[at]);
  return out;
}

}  // namespace

auto unified(std::string_view path, std::string_view before, std::string_view after) -> std::string {
  if (before == after) return {};
  const auto old_lines = lines_of(before);
  const auto new_lines = lines_of(after);
  const auto changes = changes_of(old_lines, new_lines);
  auto out = fmt::format("--- a/{0}\n+++ b/{0}\n", path);
  for (std::size_t first = 0; first < changes.size();) out += hunk_of(old_lines, new_lines, changes, first);
  return out;
}

}  // namespace pinwright::fix
