#include "syntax/mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "syntax/extent.hpp"

namespace pinwright::syntax {
namespace {

constexpr std::size_t kFewMembers = 8;
constexpr std::size_t kMostFindings = 100;  // of one mapping: each costs memory

auto report_duplicate(const Node& first, const Node& second, diag::Sink& sink) -> void {
  auto finding = diag::make(diag::Code::DuplicateKey, second.span,
                            fmt::format("the key {} stands twice in this mapping", base::quoted(second.text)),
                            "remove one of the two: readers of YAML differ in which one they take");
  finding.labels.push_back({first.span, "first here"});
  sink.add(std::move(finding));
}

/// For each member the first one with its key. Sorting keeps a long mapping from costing the square of its length.
auto first_of_each(const std::vector<Member>& members) -> std::vector<std::size_t> {
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::size_t> firsts = order;
  const auto text = [&](std::size_t i) -> const std::string& { return members[i].key.text; };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const int compared = text(a).compare(text(b));
    return compared != 0 ? compared < 0 : a < b;
  });
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (text(order[i - 1]) == text(order[i])) firsts[order[i]] = firsts[order[i - 1]];
  }
  return firsts;
}

auto all_differ(const std::vector<Member>& members) -> bool {
  for (std::size_t i = 1; i < members.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (members[i].key.text == members[j].key.text) return false;
    }
  }
  return true;
}

}  // namespace

auto refuse_key(const Node& key, diag::Sink& sink) -> bool {
  if (key.kind != Kind::Scalar) {
    sink.add(diag::make(diag::Code::YamlSyntax, key.span, "a list or a mapping is used as a key",
                        "keys are words; quote the key if the brackets are text"));
    return true;
  }
  if (key.span.begin == key.span.end) {
    sink.add(diag::make(diag::Code::YamlSyntax, key.span, "a key is missing here",
                        "write `key: value`, or remove the extra comma or colon"));
    return true;
  }
  if (key.style == Style::Plain && key.text == "<<") {
    sink.add(diag::make(diag::Code::YamlSyntax, key.span, "the merge key `<<` is not part of YAML 1.2",
                        "write the keys out, or share settings through `settingSets`"));
    return true;
  }
  return false;
}

auto has_duplicates(const std::vector<Member>& members) -> bool {
  if (members.size() <= kFewMembers) return !all_differ(members);
  std::vector<std::string_view> keys;
  keys.reserve(members.size());
  for (const Member& member : members) keys.emplace_back(member.key.text);
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

auto drop_duplicates(std::vector<Member>& members, diag::Sink& sink) -> void {
  if (members.size() <= kFewMembers && all_differ(members)) return;
  const std::vector<std::size_t> firsts = first_of_each(members);
  std::size_t reported = 0;
  for (std::size_t i = 0; i < members.size() && reported < kMostFindings; ++i) {
    if (firsts[i] == i) continue;
    report_duplicate(members[firsts[i]].key, members[i].key, sink);
    ++reported;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (firsts[i] != i) continue;
    if (kept != i) members[kept] = std::move(members[i]);
    ++kept;
  }
  members.resize(kept);
}

auto is_explicit_key(std::string_view text, std::size_t at) -> bool {
  while (at > 0 && (is_blank(text[at - 1]) || is_break(text[at - 1]))) --at;
  return at > 0 && text[at - 1] == '?';
}

}  // namespace pinwright::syntax
