#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_set>

#include "base/text.hpp"
#include "check/content.hpp"
#include "grammar/tenant_id.hpp"

namespace pinwright::check::content {

namespace {

auto is_asr_state(std::string_view text) -> bool {
  constexpr std::array<std::string_view, 5> kStates{"0", "1", "2", "5", "6"};
  return std::find(kStates.begin(), kStates.end(), base::trimmed(text)) != kStates.end();
}

struct Rule {
  std::string_view id, state;
};

auto rule_of(std::string_view text) -> Rule {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return {base::trimmed(text), {}};
  return {base::trimmed(text.substr(0, equals)), base::trimmed(text.substr(equals + 1))};
}

auto form_problem(std::string_view text) -> std::string {
  if (text.find('=') == std::string_view::npos) return fmt::format("{} has no `=` and no state", base::quoted(text));
  const auto rule = rule_of(text);
  if (!grammar::is_guid(grammar::without_braces(rule.id)))
    return fmt::format("{} is not the GUID of an attack surface reduction rule", base::quoted(rule.id));
  if (!is_asr_state(rule.state))
    return fmt::format("{} is no state of an attack surface reduction rule", base::quoted(rule.state));
  return {};
}

/// "Attack surface reduction rules overview" (Microsoft, 2026). A rule that is not here may be newer.
constexpr std::array<std::string_view, 19> kRules{
    "01443614-cd74-433a-b99e-2ecdc07bfc25", "26190899-1602-49e8-8b27-eb1d0a1ce869",
    "33ddedf1-c6e0-47cb-833e-de6133960387", "3b576869-a4ec-4529-8536-b80a7769e899",
    "56a863a9-875e-4185-98a7-b882c64b5ce5", "5beb7efe-fd9a-4556-801d-275e5ffc04cc",
    "75668c1f-73b5-4cf0-bb93-3ecf5cb7cc84", "7674ba52-37eb-4a4f-a9a1-f0f9a1619a2c",
    "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b", "9e6c4e1f-7d60-472f-ba1a-a39ef669e4b2",
    "a8f5898e-1dc8-49a9-9878-85004b8a61e6", "b2b3f03d-6a65-4f7b-a9c7-1c7ef74a9ba4",
    "be9ba2d9-53ea-4cdc-84e5-9b1eeee46550", "c0033c00-d16d-4114-a5a0-dc9b3a7d2ceb",
    "c1db55ab-c21a-4637-bb3f-a12568109d35", "d1e49aac-8f56-4280-b9ba-993a6d77406c",
    "d3e037e1-3eb8-44c8-a917-57927947596d", "d4f940ab-401b-4efc-aadc-ad5f3c50688a",
    "e6db77e5-3df2-4cf1-b95a-636979351e5b"};

/// The same page: these two do not support the state 6.
constexpr std::array<std::string_view, 2> kWithoutWarn{"75668c1f-73b5-4cf0-bb93-3ecf5cb7cc84",
                                                       "9e6c4e1f-7d60-472f-ba1a-a39ef669e4b2"};

/// The rule whose GUID was meant: two GUIDs by chance never agree in all but two letters.
auto misspelt_rule(std::string_view id) -> std::optional<std::string_view> {
  constexpr int kMostSlips = 2;
  for (const auto rule : kRules) {
    int slips = 0;
    for (std::size_t i = 0; i < rule.size(); ++i) slips += id[i] == rule[i] ? 0 : 1;
    if (slips > 0 && slips <= kMostSlips) return rule;
  }
  return std::nullopt;
}

/// Of a rule whose form is right. `known`: the rules before it.
auto rule_finding(const SettingContext& context, const Part& part, std::unordered_set<std::string>& known)
    -> std::optional<diag::Diagnostic> {
  const auto rule = rule_of(part.text);
  const auto id = base::folded(grammar::without_braces(rule.id));
  if (!known.insert(id).second)
    return at(context, part, fmt::format("the rule {} has a state already", base::quoted(rule.id)),
              "keep one of the two");
  if (const auto meant = misspelt_rule(id))
    return at(context, part, fmt::format("no rule has the GUID {}", base::quoted(rule.id)),
              fmt::format("did you mean {}?", base::quoted(*meant)));
  if (rule.state == "6" && std::find(kWithoutWarn.begin(), kWithoutWarn.end(), id) != kWithoutWarn.end())
    return at(context, part, fmt::format("the rule {} does not support the state 6 (warn)", base::quoted(rule.id)),
              "write 1 (block) or 2 (audit)");
  return std::nullopt;
}

}  // namespace

auto asr_rules(const SettingContext& context, std::string_view text) -> Findings {
  const auto rules = parts_of(text, "|");
  for (const auto& rule : rules) {
    auto problem = form_problem(rule.text);
    if (problem.empty()) continue;
    // What is wrong once is mostly wrong throughout.
    return {at(context, rule, std::move(problem),
               "write `GUID=state` for each rule, joined by `|`; the states are 0 (off), 1 (block), 2 (audit), 5 "
               "(not configured) and 6 (warn)")};
  }
  Findings out;
  std::unordered_set<std::string> known;
  for (const auto& rule : rules) {
    if (auto found = rule_finding(context, rule, known)) out.push_back(*std::move(found));
  }
  return out;
}

}  // namespace pinwright::check::content
