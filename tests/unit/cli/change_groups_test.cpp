#include "cli/views/change_groups.hpp"

#include <catch2/catch.hpp>

#include "unit/cli/plans.hpp"

using namespace pinwright::cli::views;
using namespace plans;

TEST_CASE("a change that does the same in two tenants is one block, although their OMA-URIs differ") {
  const auto plan =
      plan_of({tenant("contoso", kContoso, {update(kContoso)}), tenant("fabrikam", kFabrikam, {update(kFabrikam)})});
  const auto blocks = change_groups(plan, Grouping::ByTenant);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks.front().tenants == std::vector<std::string>{"contoso", "fabrikam"});
  CHECK(blocks.front().reach.devices == 20U);
}

TEST_CASE("without folding each tenant has its block") {
  const auto plan =
      plan_of({tenant("contoso", kContoso, {update(kContoso)}), tenant("fabrikam", kFabrikam, {update(kFabrikam)})});
  CHECK(change_groups(plan, Grouping::None).size() == 2);
}

TEST_CASE("another value, reason or name keeps changes apart") {
  const auto of = [](plan::Change other) {
    return change_groups(
               plan_of({tenant("contoso", kContoso, {update(kContoso)}), tenant("fabrikam", kFabrikam, {other})}),
               Grouping::ByTenant)
        .size();
  };
  auto value = update(kFabrikam);
  value.paths.front().before = std::nullopt;
  auto reason = update(kFabrikam);
  reason.sections.settings = plan::Reason::Drift;
  auto name = update(kFabrikam);
  name.name = "PIN-Wiederherstellung";
  CHECK(of(value) == 2);
  CHECK(of(reason) == 2);
  CHECK(of(name) == 2);
}

TEST_CASE("a reach that is unknown in one tenant is unknown in the block") {
  auto unknown = update(kFabrikam);
  unknown.reach = {};
  const auto plan =
      plan_of({tenant("contoso", kContoso, {update(kContoso)}), tenant("fabrikam", kFabrikam, {unknown})});
  CHECK_FALSE(change_groups(plan, Grouping::ByTenant).front().reach.devices);
}

TEST_CASE("deletes come first") {
  auto create = update(kContoso);
  create.action = plan::Action::Create;
  auto remove = update(kContoso);
  remove.action = plan::Action::Delete;
  remove.key = "zzz";
  const auto plan = plan_of({tenant("contoso", kContoso, {create, update(kContoso), remove})});
  const auto blocks = change_groups(plan, Grouping::ByTenant);
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[0].change->action == plan::Action::Delete);
  CHECK(blocks[1].change->action == plan::Action::Create);
  CHECK(blocks[2].change->action == plan::Action::Update);
}

TEST_CASE("what is unchanged is not shown, but what is kept for its protection is") {
  auto unchanged = update(kContoso);
  unchanged.action = plan::Action::NoOp;
  unchanged.reason = plan::Reason::None;
  auto kept = unchanged;
  kept.reason = plan::Reason::Protected;
  CHECK(change_groups(plan_of({tenant("contoso", kContoso, {unchanged})}), Grouping::ByTenant).empty());
  CHECK(change_groups(plan_of({tenant("contoso", kContoso, {kept})}), Grouping::ByTenant).size() == 1);
}
