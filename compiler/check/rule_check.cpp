#include "check/rule_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "check/written.hpp"
#include "grammar/filter_rule.hpp"

namespace pinwright::check {

auto is_checked(const lower::ManagedObject& object) -> bool { return object.rule && object.rule->secrets.empty(); }

auto RuleFindings::path() const -> std::string {
  return fmt::format("{}.{}.{}", kind_, object_.key, kind_ == "groups" ? "membershipRule" : "rule");
}

auto RuleFindings::finding(std::string message, std::string help) const -> diag::Diagnostic {
  return check::finding(context_, code_, lower::place(*object_.rule), path(), std::move(message), std::move(help));
}

auto RuleFindings::finding_at(grammar::Place place, std::string message, std::string help) const -> diag::Diagnostic {
  const auto span = lower::place(context_.all.sources, *object_.rule, place.begin, place.end);
  return check::finding(context_, code_, span, path(), std::move(message), std::move(help));
}

auto RuleFindings::finding_of(const grammar::SyntaxError& error) const -> diag::Diagnostic {
  auto help = error.expected.empty() ? std::string() : "expected: " + error.expected;
  return finding_at({error.begin, error.end}, error.message, std::move(help));
}

auto RuleFindings::offer(diag::Diagnostic& found, grammar::Place place, std::string_view word) const -> void {
  add_edit(found, context_.all.sources, {*object_.rule, place.begin, place.end}, fmt::format("write `{}`", word),
           std::string(word));
}

auto find_filter_property(const grammar::Comparison& comparison) -> const grammar::FilterProperty* {
  const auto& all = grammar::windows_filter_properties();
  const auto is_it = [&](const grammar::FilterProperty& property) {
    return base::equal_folded(property.name, comparison.property);
  };
  const auto found = std::find_if(all.begin(), all.end(), is_it);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace pinwright::check
