#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/nearest.hpp"
#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "check/check.hpp"
#include "check/rule_check.hpp"
#include "grammar/filter_rule.hpp"

namespace pinwright::check::checks {

namespace {

auto holds(const std::vector<std::string_view>& words, std::string_view word) -> bool {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view known) { return base::equal_folded(known, word); });
}

/// Properties that are compared for equality only have closed lists; those that take `contains` get new values from
/// time to time.
auto closed_values(const grammar::Comparison& comparison) -> std::vector<std::string_view> {
  const auto* property = find_filter_property(comparison);
  if (property == nullptr || holds(property->operators, "contains")) return {};
  return property->values;
}

auto check_values(const RuleFindings& findings, const grammar::Comparison& comparison, diag::Sink& sink) -> void {
  const auto known = closed_values(comparison);
  if (known.empty()) return;
  for (const auto& value : comparison.values) {
    if (value.kind != grammar::RuleValue::Kind::Text || holds(known, value.text)) continue;
    auto found = findings.finding_at(
        value.place, fmt::format("{} is not a value of `{}`", base::quoted(value.text), comparison.property),
        fmt::format("write one of {}", base::joined(base::ticked_all(known), ", ")));
    if (const auto near = base::nearest(value.text, known)) {
      findings.offer(found, inside_quotes(value.place), *near);
    }
    sink.add(std::move(found));
  }
}

auto check_filter(const TenantContext& context, const lower::ManagedObject& filter, diag::Sink& sink) -> void {
  const RuleFindings findings(context, diag::Code::FilterSyntax, "filters", filter);
  const auto parsed = grammar::parse_filter_rule(filter.rule->text);
  if (const auto* error = std::get_if<grammar::SyntaxError>(&parsed)) {
    sink.add(findings.finding_of(*error));
    return;
  }
  for (const auto& comparison : std::get<grammar::Rule>(parsed).comparisons) check_values(findings, comparison, sink);
}

}  // namespace

auto filter_syntax(const TenantContext& context, diag::Sink& sink) -> void {
  for (const auto& filter : context.deployment.filters) {
    if (is_checked(filter)) check_filter(context, filter, sink);
  }
}

}  // namespace pinwright::check::checks
