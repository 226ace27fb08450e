#include <algorithm>
#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "plan/marker.hpp"
#include "plan/rollback/plan.hpp"
#include "unit/plan/rollback_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using diag::Code;
using object::Kind;
using State = plan::Outcome::State;

TEST_CASE("an update is put back with settings, text, scope tags, assignments and the marker that it had") {
  World world;
  auto wanted = policy("A", {boolean("A", true), boolean("B", true)});
  wanted.description = "before";
  wanted.scope_tags = std::vector<object::Reference>{{"Default", "Default", "0"}};
  const auto id = world.make({create("a", wanted, {all_devices()})}).at(0);
  const auto before = essence(world, Kind::Policy, id);
  auto next = policy("A renamed", {boolean("A", false)});
  next.description = "after";
  apply_done(world, {world.update("a", id, next, {})});
  CHECK(essence(world, Kind::Policy, id) != before);
  const auto plan = roll_back(world);
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes.front().action == plan::Action::Update);
  CHECK_FALSE(plan.changes.front().paths.empty());
  apply_rollback(world, plan);
  CHECK(essence(world, Kind::Policy, id) == before);
}

TEST_CASE("a whole apply is put back") {
  World world;
  const auto old_filter = object::Filter{"Old", {}, "(device.model -eq \"A\")"};
  const auto filter = world.make({create("old-filter", old_filter)}).at(0);
  const auto ids = world.make(
      {create("updated", policy("Updated", {boolean("A", true)}), {with_filter(all_devices(), "old-filter", filter)}),
       create("deleted", policy("Deleted", {boolean("B", true)}), {all_devices()})});
  const auto count_of = [&](Kind kind) { return world.tenant.ids(kind).size(); };
  const auto policies = essences(world).size();
  apply_done(world,
             {create("group", object::Group{"Group", {}, {}}),
              create("filter", object::Filter{"Filter", {}, "(device.model -eq \"B\")"}),
              create("new", policy("New", {boolean("C", true)}), {with_filter(to_new_group("group"), "filter", "")}),
              world.update("updated", ids[0], policy("Updated", {boolean("A", false)}), {}),
              world.remove(Kind::Policy, "deleted", ids[1]), world.remove(Kind::Filter, "old-filter", filter)});
  const auto plan = roll_back(world);
  CHECK(plan.diagnostics.empty());
  apply_rollback(world, plan);
  CHECK(essences(world).size() == policies);
  CHECK(world.tenant.ids_of(Kind::Policy, "New").empty());
  CHECK(world.tenant.ids_of(Kind::Filter, "Filter").empty());
  // Groups are never deleted.
  CHECK(count_of(Kind::Group) == 1);
  const auto deleted = world.tenant.ids_of(Kind::Policy, "Deleted");
  REQUIRE(deleted.size() == 1);
  CHECK(world.tenant.stored(Kind::Policy, deleted.front()).assignments.size() == 1);
  CHECK(plan::marker_in(world.tenant.stored(Kind::Policy, deleted.front()).object)->key == "deleted");
  // The policy that used the old filter uses the one that took its place.
  const auto filters = world.tenant.ids_of(Kind::Filter, "Old");
  REQUIRE(filters.size() == 1);
  const auto updated = world.tenant.stored(Kind::Policy, ids[0]);
  REQUIRE(updated.assignments.size() == 1);
  CHECK(updated.assignments.front().filter->filter.id == filters.front());
}

TEST_CASE("a group that the apply created stays, and the plan says so") {
  World world;
  apply_done(world, {create("group", object::Group{"Group", {}, {}})});
  const auto plan = roll_back(world);
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes.front().action == plan::Action::NoOp);
  CHECK(plan.changes.front().reason == plan::Reason::Protected);
}

TEST_CASE("a protected policy that the apply created stays") {
  World world;
  auto change = create("a", policy("A", {boolean("A", true)}));
  change.is_protected = true;
  apply_done(world, {change});
  const auto plan = roll_back(world);
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes.front().reason == plan::Reason::Protected);
}

TEST_CASE("a group or filter that the apply updated is put back") {
  World world;
  const auto ids = world.make({create("g", object::Group{"G", "before", "(device.model -eq \"A\")"}),
                               create("f", object::Filter{"F", {}, "(device.model -eq \"A\")"})});
  apply_done(world, {world.update("g", ids[0], object::Group{"G", "after", "(device.model -eq \"B\")"}),
                     world.update("f", ids[1], object::Filter{"F", {}, "(device.model -eq \"B\")"})});
  apply_rollback(world, roll_back(world));
  CHECK(std::get<object::Group>(world.tenant.stored(Kind::Group, ids[0]).object).membership_rule ==
        "(device.model -eq \"A\")");
  CHECK(plan::text_without_marker(world.tenant.stored(Kind::Group, ids[0]).object) == "before");
  CHECK(std::get<object::Filter>(world.tenant.stored(Kind::Filter, ids[1]).object).rule == "(device.model -eq \"A\")");
}

TEST_CASE("a policy that is made anew gets its applicability rules back") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}), {all_devices()})}).front();
  const auto rule = nlohmann::json::parse(R"({"osEditionTypes": ["windows10Enterprise"], "ruleType": "exclude"})");
  world.tenant.edit(Kind::Policy, id, [&](nlohmann::json& entity) {
    entity["deviceManagementApplicabilityRuleOsEdition"] = rule;
    entity["deviceManagementApplicabilityRuleOsVersion"] = nullptr;
  });
  apply_done(world, {world.remove(Kind::Policy, "a", id)});
  apply_rollback(world, roll_back(world));
  const auto made = world.tenant.ids_of(Kind::Policy, "A");
  REQUIRE(made.size() == 1);
  world.tenant.edit(Kind::Policy, made.front(), [&](nlohmann::json& entity) {
    CHECK(entity.value("deviceManagementApplicabilityRuleOsEdition", nlohmann::json()) == rule);
    CHECK_FALSE(entity.contains("deviceManagementApplicabilityRuleOsVersion"));
  });
}

TEST_CASE("what was taken over is given back without a marker") {
  World world;
  const auto id = world.tenant.put(Kind::Policy, R"({
    "@odata.type": "#microsoft.graph.windows10CustomConfiguration", "displayName": "A", "description": "by hand",
    "omaSettings": []})");
  const auto before = essence(world, Kind::Policy, id);
  auto change = world.update("a", id, policy("A", {boolean("A", true)}));
  change.action = plan::Action::Adopt;
  apply_done(world, {change});
  apply_rollback(world, roll_back(world));
  CHECK(essence(world, Kind::Policy, id) == before);
}

TEST_CASE("a marker that was taken off is put back, with nothing else written") {
  World world;
  const auto id = world.make({create("a", policy("A", {text("Url", "a.example")}), {all_devices()})}).at(0);
  auto change = world.remove(Kind::Policy, "a", id);
  change.action = plan::Action::Forget;
  apply_done(world, {change});
  REQUIRE_FALSE(plan::marker_in(world.tenant.stored(Kind::Policy, id).object));
  apply_rollback(world, roll_back(world));
  CHECK(plan::marker_in(world.tenant.stored(Kind::Policy, id).object)->key == "a");
  CHECK(world.log() == std::vector<std::string>{"describe " + id});
}

TEST_CASE("the plan of a rollback shows assignments, reach and what it takes away") {
  World world;
  const auto group = world.tenant.put(Kind::Group, R"({"displayName": "G"})");
  world.tenant.set_members(group, {5, 2});
  const auto ids = world.make({create("gone", policy("Gone", {boolean("A", true)}), {to_group(group)})});
  apply_done(world, {world.remove(Kind::Policy, "gone", ids[0]),
                     create("new", policy("New", {boolean("B", true)}), {to_group(group)})});
  const auto plan = roll_back(world);
  REQUIRE(plan.changes.size() == 2);
  for (const auto& change : plan.changes) {
    INFO(change.key);
    const auto assigned = std::count_if(change.paths.begin(), change.paths.end(),
                                        [](const auto& one) { return one.path.starts_with("assignments["); });
    CHECK(assigned == 1);
    CHECK(change.reach.devices == 5U);
  }
}

TEST_CASE("what somebody changed since the apply is stale and left alone") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  apply_done(world, {world.update("a", id, policy("A", {boolean("A", false)}))});
  world.tenant.edit(Kind::Policy, id, [](nlohmann::json& json) { json["displayName"] = "mine"; });
  check_left_alone(roll_back(world), Code::StalePlan, "policy `a` was changed since the apply");
}

TEST_CASE("what the apply created and somebody changed since is not deleted") {
  World world;
  const auto done = apply_done(world, {create("a", policy("A", {boolean("A", true)}))});
  world.tenant.edit(Kind::Policy, done.outcomes.front().id, [](nlohmann::json& json) { json["displayName"] = "mine"; });
  check_left_alone(roll_back(world), Code::StalePlan, "was changed since the apply");
}

namespace {

/// The display name is another one when the run looks for the first time after its update: the tenant keeps it so, or
/// somebody else writes at that moment.
auto keep_other_name(World& world, const std::string& id, bool by_somebody) -> void {
  world.tenant.knobs().fault = [&world, id, by_somebody, done = false](std::string_view operation, const std::string&,
                                                                       std::size_t) mutable {
    const auto& writes = world.tenant.writes();
    const bool is_look = operation == "policy" || operation == "policies";
    const bool was_written = std::any_of(writes.begin(), writes.end(), [&](const fake::Write& one) {
      return one.id == id && one.operation == "update";
    });
    if (!is_look || !was_written || std::exchange(done, true)) return fake::FaultAction::None;
    world.tenant.edit(Kind::Policy, id, [&](nlohmann::json& json) {
      json["displayName"] = "kept otherwise";
      if (!by_somebody) json["version"] = json["version"].get<int>() - 1;
    });
    return fake::FaultAction::None;
  };
}

}  // namespace

TEST_CASE("what the tenant kept otherwise than it was written is put back like anything else") {
  World world;
  const auto ids = world.make({create("a", policy("A", {boolean("A", true)})),  //
                               create("b", policy("B", {boolean("B", true)}))});
  const auto before = essences(world);
  keep_other_name(world, ids[0], false);
  const auto outcome = world.apply(plan_of({world.update("a", ids[0], policy("A2", {boolean("A", false)})),
                                            world.update("b", ids[1], policy("B2", {boolean("B", false)}))}));
  REQUIRE(state_of(outcome, "a") == State::Partly);
  const auto plan = roll_back(world);
  CHECK(plan.diagnostics.empty());
  CHECK(plan.changes.size() == 2);
  apply_rollback(world, plan);
  CHECK(essences(world) == before);
}

TEST_CASE("what was not as written and may be somebody else's work is left and named, and the others are put back") {
  World world;
  const auto ids = world.make({create("a", policy("A", {boolean("A", true)})),  //
                               create("b", policy("B", {boolean("B", true)}))});
  const auto b = essence(world, Kind::Policy, ids[1]);
  const auto changed_since = GENERATE(false, true);
  keep_other_name(world, ids[0], !changed_since);
  static_cast<void>(world.apply(plan_of({world.update("a", ids[0], policy("A2", {boolean("A", false)})),
                                         world.update("b", ids[1], policy("B2", {boolean("B", false)}))})));
  if (changed_since)
    world.tenant.edit(Kind::Policy, ids[0], [](nlohmann::json& json) { json["displayName"] = "mine"; });
  const auto is_gone = GENERATE(false, true);
  if (is_gone) world.tenant.erase(Kind::Policy, ids[0]);
  const auto a = is_gone ? std::string() : essence(world, Kind::Policy, ids[0]);
  const auto plan = roll_back(world);
  CHECK(plan.incomplete);
  CHECK_FALSE(is_left_out(plan));
  REQUIRE(plan.diagnostics.size() == 1);
  CHECK(plan.diagnostics.front().code == Code::NotAsWritten);
  CHECK_THAT(plan.diagnostics.front().message, Catch::Contains("policy `a` is not put back"));
  apply_rollback(world, plan);
  CHECK(essence(world, Kind::Policy, ids[1]) == b);
  if (!is_gone) CHECK(essence(world, Kind::Policy, ids[0]) == a);
}

TEST_CASE("what the apply updated and somebody deleted since is stale; what it created is gone already") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  const auto done = apply_done(world, {world.update("a", id, policy("A", {boolean("A", false)})),
                                       create("b", policy("B", {boolean("A", true)}))});
  world.tenant.erase(Kind::Policy, id);
  world.tenant.erase(Kind::Policy, done.outcomes.back().id);
  check_left_alone(roll_back(world), Code::StalePlan, "policy `a` is gone since the apply");
}

TEST_CASE("what the apply deleted and somebody made again is not made twice") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  apply_done(world, {world.remove(Kind::Policy, "a", id)});
  const auto journal = world.journal();
  SECTION("otherwise") {
    world.make({create("a", policy("A", {boolean("A", false)}))});
    check_left_alone(plan::plan_rollback(journal, "contoso", world.tenant), Code::StalePlan, "is there");
  }
  SECTION("just as it was") {
    world.make({create("a", policy("A", {boolean("A", true)}))});
    const auto plan = plan::plan_rollback(journal, "contoso", world.tenant);
    CHECK(plan.changes.empty());
    CHECK(plan.diagnostics.empty());
  }
}

TEST_CASE("an apply that wrote nothing leaves nothing to put back") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t) {
    return operation == "update" ? fake::FaultAction::RefuseBefore : fake::FaultAction::None;
  };
  static_cast<void>(world.apply(plan_of({world.update("a", id, policy("A", {boolean("A", false)}))})));
  const auto plan = roll_back(world);
  CHECK(plan.changes.empty());
  CHECK(plan.diagnostics.empty());
}

TEST_CASE("what another run made at the same time is not deleted by the rollback of the one that gave way") {
  World world;
  World other;
  const auto plan = plan_of({create("a", policy("A", {boolean("A", true)}))});
  world.tenant.knobs().fault = [&, ran = false](std::string_view operation, const std::string&, std::size_t) mutable {
    if (operation != "create" || std::exchange(ran, true)) return fake::FaultAction::None;
    const auto hook = std::exchange(world.tenant.knobs().fault, {});
    const auto tenant = world.tenant.share();
    const auto journal = journal_in(other.files);
    static_cast<void>(plan::apply(plan, *tenant, *journal, other.observer, other.options));
    return fake::FaultAction::None;
  };
  const auto outcome = world.apply(plan);
  REQUIRE(world.tenant.ids(Kind::Policy) == std::vector{outcome.outcomes.front().id});
  const auto back = roll_back(world);
  CHECK(back.changes.empty());
  CHECK(back.diagnostics.empty());
  // The run that made it can take it back.
  const auto others = plan::plan_rollback(other.journal(), "contoso", world.tenant);
  REQUIRE(others.changes.size() == 1);
  CHECK(others.changes.front().action == plan::Action::Delete);
}

TEST_CASE("other tenants of the journal are left alone") {
  World world;
  apply_done(world, {create("a", policy("A", {boolean("A", true)}))});
  const auto plan = plan::plan_rollback(world.journal(), "fabrikam", world.tenant);
  CHECK(plan.changes.empty());
  CHECK(plan.diagnostics.empty());
}

TEST_CASE("a credential for another tenant than the journal's is refused") {
  World world;
  apply_done(world, {create("a", policy("A", {boolean("A", true)}))});
  fake::FakeTenant other("9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27");
  const auto plan = plan::plan_rollback(world.journal(), "contoso", other);
  CHECK_FALSE(plan.has_changes());
  REQUIRE(plan.diagnostics.size() == 1);
  CHECK(plan.diagnostics.front().code == Code::TenantMismatch);
}
