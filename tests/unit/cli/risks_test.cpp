#include "cli/views/risks.hpp"

#include <catch2/catch.hpp>

#include "cli/views/reach.hpp"
#include "unit/cli/plans.hpp"

using namespace pinwright::cli::views;
using namespace plans;

namespace {

using Words = std::vector<std::string>;

auto all_devices() -> object::Assignment {
  object::Assignment one;
  one.target = object::Assignment::Target::AllDevices;
  return one;
}

using Assignments = std::vector<object::Assignment>;

/// What is wider after a change of assignments alone.
auto wider(Assignments before, Assignments after) -> Words {
  auto change = update(kContoso);
  change.manages_assignments = true;
  change.before = object::Live{"id", object::Policy{}, std::move(before), {}, {}, 1};
  change.assignments = std::move(after);
  change.paths = object::differences(change.before->assignments, change.assignments);
  return assignment_expansions(tenant("contoso", kContoso), change);
}

auto policy(object::SettingValue value) -> object::Policy {
  object::Policy one;
  auto& setting = one.settings.emplace_back();
  setting.key = pinwright::object::SettingKey::of_oma_uri(uri_in(kContoso));
  setting.value = std::move(value);
  return one;
}

/// An update from one policy to another.
auto change_of(object::Policy before, object::Policy after) -> plan::Change {
  auto change = update(kContoso);
  change.before = object::Live{"id", std::move(before), {}, {}, "2026-05-30T08:00:00Z", 1};
  change.after = std::move(after);
  return change;
}

auto kinds_of(const plan::Change& change) -> std::vector<RiskKind> {
  std::vector<RiskKind> kinds;
  for (const auto& risk : risks_of(plan_of({tenant("contoso", kContoso, {change})}))) kinds.push_back(risk.kind);
  return kinds;
}

}  // namespace

TEST_CASE("an assignment that is added, or an exclusion that is taken back, reaches more") {
  CHECK(wider({group("1")}, {group("1"), group("2", "pilot")}) == Words{"+ group pilot"});
  CHECK(wider({group("1"), excluded(group("2"))}, {group("1", "pilot")}) == Words{"group 2 is no longer excluded"});
  CHECK(wider({group("1")}, {all_devices()}) == Words{"+ all devices"});
}

TEST_CASE("an assignment that goes, and an exclusion that comes, reach no more") {
  CHECK(wider({group("1"), group("2")}, {group("1"), excluded(group("3"))}).empty());
  CHECK(wider({group("AB")}, {group("ab")}).empty());
}

TEST_CASE("a filter that goes or becomes another may let more in, a first filter cannot") {
  CHECK(wider({filtered(group("1"), "f")}, {group("1", "pilot")}) == Words{"group pilot without filter f"});
  CHECK(wider({filtered(group("1"), "f")}, {filtered(group("1", "pilot"), "f", true)}) ==
        Words{"group pilot with filter f (exclude) in place of f (include)"});
  CHECK(wider({group("1")}, {filtered(group("1"), "f")}).empty());
  CHECK(wider({filtered(group("1"), "F")}, {filtered(group("1"), "f")}).empty());
}

TEST_CASE("a switch that is turned off is a risk, one that is turned on is none") {
  using Kinds = std::vector<RiskKind>;
  CHECK(kinds_of(change_of(policy(true), policy(false))) == Kinds{RiskKind::TurnedOff});
  CHECK(kinds_of(change_of(policy(1), policy(0))) == Kinds{RiskKind::TurnedOff});
  CHECK(kinds_of(change_of(policy(false), policy(true))).empty());
  CHECK(kinds_of(change_of(policy(365), policy(0))).empty());
  CHECK(kinds_of(change_of(policy(true), {})) == Kinds{RiskKind::TurnedOff});
}

TEST_CASE("drift that would be overwritten tells when it was made") {
  auto change = change_of(policy(true), policy(true));
  change.sections.settings = plan::Reason::Both;
  const auto risks = risks_of(plan_of({tenant("contoso", kContoso, {change})}));
  REQUIRE(risks.size() == 1);
  CHECK(risks.front().kind == RiskKind::DriftLost);
  CHECK_THAT(risks.front().what, Catch::Contains("2026-05-30T08:00:00Z"));
}

TEST_CASE("a risk that tenants share is told once, deletes first") {
  auto off = change_of(policy(true), policy(false));
  auto gone = update(kContoso);
  gone.action = plan::Action::Delete;
  const auto risks =
      risks_of(plan_of({tenant("contoso", kContoso, {off, gone}), tenant("fabrikam", kFabrikam, {gone})}));
  REQUIRE(risks.size() == 2);
  CHECK(risks[0].kind == RiskKind::Delete);
  CHECK(risks[0].tenants == Words{"contoso", "fabrikam"});
  CHECK(risks[1].kind == RiskKind::TurnedOff);
}

TEST_CASE("a group that several changes reach counts once, and what is unknown of one is unknown") {
  auto first = update(kContoso);
  first.reach = {12, 1, false, false, {{"1", 10, 0}, {"2", 2, 1}}};
  auto second = first;
  second.key = "other";
  second.reach = {35, 1, false, false, {{"2", 2, 1}, {"3", 33, 0}}};
  const auto both = reach_of(tenant("contoso", kContoso, {first, second}));
  CHECK(both.devices == 45U);
  CHECK(both.users == 1U);
  second.reach = {};
  CHECK_FALSE(reach_of(tenant("contoso", kContoso, {first, second})).devices);
  second.action = plan::Action::NoOp;
  CHECK(reach_of(tenant("contoso", kContoso, {first, second})).devices == 12U);
}

TEST_CASE("a delete and a create of one display name are most likely a rename") {
  auto gone = update(kContoso);
  gone.action = plan::Action::Delete;
  auto made = update(kContoso);
  made.action = plan::Action::Create;
  made.key = "new-key";
  const auto risks = risks_of(plan_of({tenant("contoso", kContoso, {gone, made})}));
  REQUIRE(!risks.empty());
  CHECK(risks.front().what.find("renamed? `formerly: [" + gone.key + "]` in `new-key` keeps it") != std::string::npos);
  made.name = "Another";
  CHECK(risks_of(plan_of({tenant("contoso", kContoso, {gone, made})})).front().what.find("renamed") ==
        std::string::npos);
}

TEST_CASE("a reach is told as an upper bound, and what is unknown is not guessed") {
  CHECK(format_reach({25, 0, false, false, {}}) == "up to 25 devices");
  CHECK(format_reach({25, 1, false, false, {}}) == "up to 25 devices and 1 user");
  CHECK(format_reach({25, 0, true, false, {}}) == "all devices");
  CHECK(format_reach({0, 0, false, false, {}}) == "nobody");
  CHECK(format_reach({}) == "unknown");
  CHECK(format_reach({25, std::nullopt, false, false, {}}) == "unknown");
}
