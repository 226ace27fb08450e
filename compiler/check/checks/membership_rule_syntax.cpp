#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/rule_check.hpp"
#include "grammar/membership_rule.hpp"

namespace pinwright::check::checks {

namespace {

/// Microsoft, "Manage rules for dynamic membership groups": properties with a closed list of values. Filters of Intune
/// have other words for the same.
struct Words {
  std::string_view property;
  std::array<std::string_view, 3> values;
};
constexpr std::array<Words, 2> kWords{{{"deviceOwnership", {"Personal", "Company", "Unknown"}},
                                       {"deviceTrustType", {"AzureAD", "ServerAD", "Workplace"}}}};

/// The word of a membership rule for one of a filter; empty: there is none.
auto word_for(std::string_view word) -> std::string_view {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kOfFilters{
      {{"Corporate", "Company"},
       {"Azure AD joined", "AzureAD"},
       {"Hybrid Azure AD joined", "ServerAD"},
       {"Azure AD registered", "Workplace"},
       {"Microsoft Entra joined", "AzureAD"}}};
  const auto* const found = std::find_if(kOfFilters.begin(), kOfFilters.end(),
                                         [&](const auto& one) { return base::equal_folded(one.first, word); });
  return found == kOfFilters.end() ? std::string_view() : found->second;
}

auto compares_whole(const grammar::Comparison& comparison) -> bool {
  constexpr std::array<std::string_view, 4> kOperators{"eq", "ne", "in", "notIn"};
  return std::any_of(kOperators.begin(), kOperators.end(),
                     [&](std::string_view op) { return base::equal_folded(op, comparison.op); });
}

auto check_value(const RuleFindings& findings, const Words& words, const grammar::RuleValue& value, diag::Sink& sink)
    -> void {
  const auto is_it = [&](std::string_view word) { return base::equal_folded(word, value.text); };
  if (value.kind != grammar::RuleValue::Kind::Text || std::any_of(words.values.begin(), words.values.end(), is_it))
    return;
  auto found = findings.finding_at(value.place,
                                   fmt::format("{} is not a value of `{}`", base::quoted(value.text), words.property),
                                   fmt::format("write one of `{}`", fmt::join(words.values, "`, `")));
  if (const auto word = word_for(value.text); !word.empty()) {
    found.help = fmt::format("write `{}`: a membership rule has other words than a filter", word);
    findings.offer(found, inside_quotes(value.place), word);
  }
  sink.add(std::move(found));
}

auto check_values(const RuleFindings& findings, const grammar::Rule& rule, diag::Sink& sink) -> void {
  for (const auto& comparison : rule.comparisons) {
    const auto* const words = std::find_if(kWords.begin(), kWords.end(),
                                           [&](const Words& one) { return one.property == comparison.property; });
    if (words == kWords.end() || comparison.entity != "device" || !compares_whole(comparison)) continue;
    for (const auto& value : comparison.values) check_value(findings, *words, value, sink);
  }
}

/// The rule is about users where the files say that the group holds devices, or the other way round.
auto check_members(const RuleFindings& findings, const model::Named<model::Group>* declared, const grammar::Rule& rule,
                   diag::Sink& sink) -> void {
  if (declared == nullptr || !declared->value.members || rule.comparisons.empty()) return;
  const auto members = declared->value.members->value;
  const auto& first = rule.comparisons.front();
  const bool says_users = first.entity == "user" && members == model::Members::Devices;
  const bool says_devices = first.entity == "device" && members == model::Members::Users;
  if (!says_users && !says_devices) return;
  auto found = findings.finding_at(first.property_place,
                                   fmt::format("the rule is about {}, and the group has `members: {}`",
                                               says_users ? "users" : "devices", says_users ? "devices" : "users"),
                                   "write one kind in both");
  found.labels.push_back({declared->value.members->span, "said here"});
  sink.add(std::move(found));
}

}  // namespace

auto membership_rule_syntax(const TenantContext& context, diag::Sink& sink) -> void {
  for (const auto& group : context.deployment.groups) {
    if (!is_checked(group)) continue;
    const RuleFindings findings(context, diag::Code::MembershipRuleSyntax, "groups", group);
    const auto parsed = grammar::parse_membership_rule(group.rule->text);
    if (const auto* error = std::get_if<grammar::SyntaxError>(&parsed)) {
      sink.add(findings.finding_of(*error));
      continue;
    }
    const auto& rule = std::get<grammar::Rule>(parsed);
    check_values(findings, rule, sink);
    check_members(findings, context.all.workspace.groups.find(group.key), rule, sink);
  }
}

}  // namespace pinwright::check::checks
