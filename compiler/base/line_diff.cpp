#include "base/line_diff.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

#include "base/text.hpp"

namespace pinwright::base {

namespace {

using Kind = LineEdit::Kind;
using Lines = std::vector<std::string_view>;

/// So many removed and added lines are looked for: time and memory grow with the square of it.
constexpr std::ptrdiff_t kMostEdits = 1000;

auto lines_of(std::string_view text) -> Lines {
  auto lines = split(text, '\n');
  for (auto& line : lines) {
    if (line.ends_with('\r')) line.remove_suffix(1);
  }
  return lines;
}

/// The part of two texts between their first and last difference, a number for each different line.
class Middle {
 public:
  Middle(const Lines& before, const Lines& after) {
    std::unordered_map<std::string_view, std::ptrdiff_t> numbers;
    const auto number = [&](std::string_view line) {
      return numbers.emplace(line, static_cast<std::ptrdiff_t>(numbers.size())).first->second;
    };
    for (const auto line : before) before_.push_back(number(line));
    for (const auto line : after) after_.push_back(number(line));
  }

  /// The edits in order; all lines of one side and then the other's when there are too many to look for.
  [[nodiscard]] auto edits() -> std::vector<Kind> {
    for (std::ptrdiff_t count = 0; count <= std::min(kMostEdits, size(before_) + size(after_)); ++count) {
      furthest_.push_back(round(count));
      if (is_done(count)) return backtrack(count);
    }
    std::vector<Kind> all(before_.size(), Kind::Removed);
    all.insert(all.end(), after_.size(), Kind::Added);
    return all;
  }

 private:
  /// By diagonal k (lines taken from `before` less those from `after`), at index (k + count) / 2: how far into
  /// `before` `count` edits lead.
  using Round = std::vector<std::ptrdiff_t>;

  static auto size(const std::vector<std::ptrdiff_t>& lines) -> std::ptrdiff_t {
    return static_cast<std::ptrdiff_t>(lines.size());
  }
  static auto at(const Round& round, std::ptrdiff_t count, std::ptrdiff_t diagonal) -> std::ptrdiff_t {
    return round[static_cast<std::size_t>((diagonal + count) / 2)];
  }
  /// Whether the last of `count` edits, on this diagonal, adds a line rather than removing one.
  [[nodiscard]] auto adds(std::ptrdiff_t count, std::ptrdiff_t diagonal) const -> bool {
    if (diagonal == -count || diagonal == count) return diagonal == -count;
    const auto& last = furthest_[static_cast<std::size_t>(count - 1)];
    return at(last, count - 1, diagonal - 1) < at(last, count - 1, diagonal + 1);
  }
  /// Where the last of `count` edits leads on this diagonal, before equal lines are passed over.
  [[nodiscard]] auto start(std::ptrdiff_t count, std::ptrdiff_t diagonal) const -> std::ptrdiff_t {
    if (count == 0) return 0;
    const auto& last = furthest_[static_cast<std::size_t>(count - 1)];
    return adds(count, diagonal) ? at(last, count - 1, diagonal + 1) : at(last, count - 1, diagonal - 1) + 1;
  }
  [[nodiscard]] auto round(std::ptrdiff_t count) const -> Round {
    Round reached;
    for (auto diagonal = -count; diagonal <= count; diagonal += 2) {
      auto x = start(count, diagonal);
      while (x < size(before_) && x - diagonal < size(after_) &&
             before_[static_cast<std::size_t>(x)] == after_[static_cast<std::size_t>(x - diagonal)])
        ++x;
      reached.push_back(x);
    }
    return reached;
  }
  [[nodiscard]] auto is_done(std::ptrdiff_t count) const -> bool {
    const auto diagonal = size(before_) - size(after_);
    if (diagonal < -count || diagonal > count || (diagonal + count) % 2 != 0) return false;
    return at(furthest_.back(), count, diagonal) >= size(before_);
  }
  [[nodiscard]] auto backtrack(std::ptrdiff_t count) const -> std::vector<Kind> {
    std::vector<Kind> edits;
    auto diagonal = size(before_) - size(after_);
    for (auto x = size(before_); count >= 0; --count) {
      const auto from = start(count, diagonal);
      edits.insert(edits.end(), static_cast<std::size_t>(x - from), Kind::Same);
      if (count == 0) break;
      const bool added = adds(count, diagonal);
      edits.push_back(added ? Kind::Added : Kind::Removed);
      x = added ? from : from - 1;
      diagonal += added ? 1 : -1;
    }
    std::reverse(edits.begin(), edits.end());
    return edits;
  }

  std::vector<std::ptrdiff_t> before_, after_;
  std::vector<Round> furthest_;  // by number of edits
};

}  // namespace

auto diff_lines(std::string_view before, std::string_view after) -> std::vector<LineEdit> {
  const auto old_lines = lines_of(before);
  const auto new_lines = lines_of(after);
  const auto first = std::mismatch(old_lines.begin(), old_lines.end(), new_lines.begin(), new_lines.end());
  const auto last = std::mismatch(old_lines.rbegin(), std::make_reverse_iterator(first.first), new_lines.rbegin(),
                                  std::make_reverse_iterator(first.second));
  std::vector<LineEdit> edits;
  for (auto line = old_lines.begin(); line != first.first; ++line) edits.push_back({Kind::Same, *line});
  auto from = first.first;
  auto to = first.second;
  for (const auto kind : Middle(Lines(from, last.first.base()), Lines(to, last.second.base())).edits()) {
    edits.push_back({kind, kind == Kind::Added ? *to : *from});
    if (kind != Kind::Added) ++from;
    if (kind != Kind::Removed) ++to;
  }
  for (auto line = last.first.base(); line != old_lines.end(); ++line) edits.push_back({Kind::Same, *line});
  return edits;
}

}  // namespace pinwright::base
