#include "unit/plan/rollback_support.hpp"

#include <algorithm>
#include <utility>

#include "object/canonical.hpp"

namespace pinwright::plan::test {

auto essence(World& world, object::Kind kind, const std::string& id) -> std::string {
  auto live = world.tenant.stored(kind, id);
  live.version = 0;
  live.last_modified.clear();
  live.id.clear();
  if (auto* policy = std::get_if<object::Policy>(&live.object)) {
    for (auto& setting : policy->settings) setting.revealed_from.clear();
  }
  return object::live_hash(live);
}

auto essences(World& world) -> std::vector<std::string> {
  std::vector<std::string> all;
  for (const auto kind : {object::Kind::Policy, object::Kind::Filter}) {
    for (const auto& id : world.tenant.ids(kind)) all.push_back(essence(world, kind, id));
  }
  std::sort(all.begin(), all.end());
  return all;
}

auto roll_back(World& world, FilesOfThen files) -> TenantPlan {
  return plan_rollback(world.journal(), "contoso", world.tenant, {world.options.variable, std::move(files)});
}

auto apply_rollback(World& world, const TenantPlan& plan) -> TenantOutcome {
  world.tenant.forget_writes();
  static_cast<void>(world.files.remove_folder("/work").ok());
  CHECK(world.check(plan).diagnostics.empty());
  auto outcome = world.apply(plan);
  for (const auto& one : outcome.outcomes) {
    INFO(one.key << ": " << (one.error ? one.error->message : ""));
    CHECK(one.state == Outcome::State::Done);
  }
  return outcome;
}

auto check_left_alone(const TenantPlan& plan, diag::Code code, std::string_view text) -> void {
  CHECK_FALSE(plan.has_changes());
  REQUIRE(plan.diagnostics.size() == 1);
  CHECK(plan.diagnostics.front().code == code);
  CHECK_THAT(plan.diagnostics.front().message, Catch::Contains(std::string(text)));
  CHECK(plan.diagnostics.front().tenants == std::vector<std::string>{"contoso"});
}

auto apply_done(World& world, std::vector<Change> changes) -> TenantOutcome {
  auto outcome = world.apply(plan_of(std::move(changes)));
  for (const auto& one : outcome.outcomes) {
    INFO(one.key << ": " << (one.error ? one.error->message : ""));
    REQUIRE(one.state == Outcome::State::Done);
  }
  return outcome;
}

}  // namespace pinwright::plan::test
