#include "fix/retarget.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/text.hpp"
#include "fix/policy_text.hpp"

namespace pinwright::fix {

namespace {

constexpr std::string_view kReason = "moved to the settings catalog";

auto target_edit(const PolicyText& policy, std::string_view word) -> diag::Edit {
  const auto& node = policy.node();
  if (const auto* value = node.find("target")) return {value->span, std::string(word)};
  const auto text = fmt::format("target: {}", word);
  if (policy.is_flow(node)) return policy.insert(node.span.begin + 1, text + ", ");
  const auto indent = policy.indent_at(node.span.begin);
  const auto* name = node.find("displayName");
  const bool is_within = name != nullptr && name->span.begin >= node.span.begin && name->span.end <= node.span.end;
  if (is_within && policy.is_on_one_line(name->span)) return policy.after_line(name->span.end, indent + text);
  return policy.insert(node.span.begin, fmt::format("{}{}{}", text, policy.line_break(), indent));
}

auto override_edit(const PolicyText& policy, std::string_view item) -> diag::Edit {
  const auto& node = policy.node();
  const auto* list = node.find("overrides");
  const bool is_list = list != nullptr && list->kind == syntax::Kind::Sequence;
  if (is_list && policy.is_flow(*list))
    return policy.insert(list->span.end - 1, (list->items.empty() ? "" : ", ") + std::string(item));
  if (is_list)
    return policy.after_line(list->span.end, fmt::format("{}- {}", policy.indent_at(list->span.begin), item));
  if (policy.is_flow(node)) return policy.insert(node.span.end - 1, fmt::format(", overrides: [{}]", item));
  const auto indent = policy.indent_at(node.span.begin);
  return policy.after_line(node.span.end,
                           fmt::format("{}overrides:{}{}  - {}", indent, policy.line_break(), indent, item));
}

auto fix_of(diag::Edit edit) -> diag::Fix {
  diag::Fix fix;
  fix.title = "set the target";
  fix.edits.push_back(std::move(edit));
  return fix;
}

}  // namespace

auto set_target(const model::Policy& policy, object::Target target, const source::SourceMap& sources)
    -> std::optional<diag::Fix> {
  const auto text = PolicyText::of(policy, sources);
  if (!text) return std::nullopt;
  return fix_of(target_edit(*text, object::word(target)));
}

auto override_target(const model::Policy& policy, object::Target target, const std::vector<std::string>& tenants,
                     const source::SourceMap& sources) -> std::optional<diag::Fix> {
  const auto text = PolicyText::of(policy, sources);
  if (!text) return std::nullopt;
  return fix_of(override_edit(*text, fmt::format("{{tenants: [{}], reason: {}, target: {}}}",
                                                 base::joined(tenants, ", "), kReason, object::word(target))));
}

}  // namespace pinwright::fix
