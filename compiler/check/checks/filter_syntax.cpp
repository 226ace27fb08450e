#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "check/check.hpp"
#include "check/rule_check.hpp"
#include "check/written.hpp"
#include "grammar/filter_rule.hpp"

namespace pinwright::check::checks {

namespace {

using diag::Code;

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

auto check_values(const TenantContext& context, const lower::ManagedObject& filter,
                  const grammar::Comparison& comparison, diag::Sink& sink) -> void {
  const auto known = closed_values(comparison);
  if (known.empty()) return;
  for (const auto& value : comparison.values) {
    if (value.kind != grammar::RuleValue::Kind::Text || holds(known, value.text)) continue;
    std::vector<std::string> words;
    for (const auto word : known) words.push_back(fmt::format("`{}`", word));
    auto found = rule_finding(context, Code::FilterSyntax, "filters", filter, value.place,
                              fmt::format("{} is not a value of `{}`", base::quoted(value.text), comparison.property),
                              fmt::format("write one of {}", base::joined(words, ", ")));
    if (const auto near = base::nearest(value.text, known)) {
      add_edit(found, context.all.sources, *filter.rule, value.place.begin + 1, value.place.end - 1,
               fmt::format("write `{}`", *near), std::string(*near));
    }
    sink.add(std::move(found));
  }
}

auto check_filter(const TenantContext& context, const lower::ManagedObject& filter, diag::Sink& sink) -> void {
  const auto parsed = grammar::parse_filter_rule(filter.rule->text);
  if (const auto* error = std::get_if<grammar::SyntaxError>(&parsed)) {
    sink.add(syntax_finding(context, Code::FilterSyntax, "filters", filter, *error));
    return;
  }
  for (const auto& comparison : std::get<grammar::Rule>(parsed).comparisons)
    check_values(context, filter, comparison, sink);
}

}  // namespace

auto filter_syntax(const TenantContext& context, diag::Sink& sink) -> void {
  for (const auto& filter : context.deployment.filters) {
    if (is_checked(filter)) check_filter(context, filter, sink);
  }
}

}  // namespace pinwright::check::checks
