#include "format/spaces.hpp"

#include <map>
#include <string_view>

namespace pinwright::format {
namespace {

/// Replacements by the byte where they begin; an anchored node that is read twice gives the same ones twice.
struct Gap {
  std::size_t end = 0;
  std::string_view text;
};
using Gaps = std::map<std::size_t, Gap>;

class Collector {
 public:
  explicit Collector(std::string_view text) : text_(text) {}

  auto visit(const syntax::Node& node) -> void {
    const bool flow = is_flow(node, text_);
    if (node.kind == syntax::Kind::Mapping) visit_members(node, flow);
    if (node.kind == syntax::Kind::Sequence) visit_items(node, flow);
  }

  auto gaps() -> Gaps { return std::move(gaps_); }

 private:
  /// What stands in [begin, end) becomes `fresh`, if it is blanks around `sign`.
  auto set(std::size_t begin, std::size_t end, std::string_view sign, std::string_view fresh) -> void {
    if (begin > end || end > text_.size()) return;
    auto between = text_.substr(begin, end - begin);
    const auto first = between.find_first_not_of(" \t");
    const auto last = between.find_last_not_of(" \t");
    const auto core = first == std::string_view::npos ? std::string_view() : between.substr(first, last - first + 1);
    if (core == sign && between != fresh) gaps_[begin] = {end, fresh};
  }

  auto visit_members(const syntax::Node& node, bool flow) -> void {
    const syntax::Member* before = nullptr;
    for (const auto& member : node.members) {
      const bool is_absent = member.value.span.begin == member.value.span.end;
      if (!is_absent) set(member.key.span.end, member.value.span.begin, ":", ": ");
      if (flow)
        set(before == nullptr ? node.span.begin + 1 : before->value.span.end, member.key.span.begin,
            before == nullptr ? "" : ",", before == nullptr ? "" : ", ");
      visit(member.value);
      before = &member;
    }
    if (flow && before != nullptr && node.span.end > 0) set(before->value.span.end, node.span.end - 1, "", "");
  }

  auto visit_items(const syntax::Node& node, bool flow) -> void {
    const syntax::Node* before = nullptr;
    for (const auto& item : node.items) {
      if (flow)
        set(before == nullptr ? node.span.begin + 1 : before->span.end, item.span.begin, before == nullptr ? "" : ",",
            before == nullptr ? "" : ", ");
      visit(item);
      before = &item;
    }
    if (flow && before != nullptr && node.span.end > 0) set(before->span.end, node.span.end - 1, "", "");
  }

  std::string_view text_;
  Gaps gaps_;
};

}  // namespace

auto with_spaces(const Document& document) -> std::string {
  Collector collector(document.text());
  for (const auto& node : document.nodes()) collector.visit(node);
  std::string out;
  std::size_t at = 0;
  for (const auto& [begin, gap] : collector.gaps()) {
    if (begin < at) continue;
    out.append(document.text().substr(at, begin - at)).append(gap.text);
    at = gap.end;
  }
  return out.append(document.text().substr(at));
}

}  // namespace pinwright::format
