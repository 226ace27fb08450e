#include <fmt/format.h>

#include <vector>

#include "base/nearest.hpp"
#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "check/check.hpp"
#include "check/rule_check.hpp"
#include "grammar/filter_rule.hpp"

namespace pinwright::check::checks {

namespace {

auto names() -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  for (const auto& property : grammar::windows_filter_properties()) names.push_back(property.name);
  return names;
}

auto spelled(const grammar::Comparison& comparison) -> std::string {
  return fmt::format("{}.{}", comparison.entity, comparison.property);
}

auto report_app(const RuleFindings& findings, const grammar::Comparison& comparison, diag::Sink& sink) -> void {
  sink.add(findings.finding_at(comparison.property_place,
                               fmt::format("{} is a property of managed apps", base::quoted(spelled(comparison))),
                               "a filter for device configuration takes `device.` properties"));
}

auto report_unknown(const RuleFindings& findings, const grammar::Comparison& comparison, diag::Sink& sink) -> void {
  const auto known = names();
  auto found = findings.finding_at(
      comparison.property_place, fmt::format("Windows filters have no property {}", base::quoted(spelled(comparison))),
      fmt::format("known: {}", base::joined(base::ticked_all(known), ", ")));
  if (const auto near = base::nearest(comparison.property, known)) {
    found.help = fmt::format("did you mean `device.{}`?", *near);
    const auto begin = comparison.property_place.begin + comparison.entity.size() + 1;
    findings.offer(found, {begin, comparison.property_place.end}, *near);
  }
  sink.add(std::move(found));
}

}  // namespace

auto filter_unknown_property(const TenantContext& context, diag::Sink& sink) -> void {
  for (const auto& filter : context.deployment.filters) {
    if (!is_checked(filter)) continue;
    const auto parsed = grammar::parse_filter_rule(filter.rule->text);
    const auto* rule = std::get_if<grammar::Rule>(&parsed);
    if (rule == nullptr) continue;
    const RuleFindings findings(context, diag::Code::FilterUnknownProperty, "filters", filter);
    for (const auto& comparison : rule->comparisons) {
      if (!base::equal_folded(comparison.entity, "device")) {
        report_app(findings, comparison, sink);
      } else if (find_filter_property(comparison) == nullptr) {
        report_unknown(findings, comparison, sink);
      }
    }
  }
}

}  // namespace pinwright::check::checks
