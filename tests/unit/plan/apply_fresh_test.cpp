#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "object/marker.hpp"
#include "plan/marker.hpp"
#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using diag::Code;
using object::Kind;
using State = plan::Outcome::State;

namespace {

auto rename(World& world, Kind kind, const std::string& id, const std::string& name) -> void {
  world.tenant.edit(kind, id, [&](nlohmann::json& json) { json["displayName"] = name; });
}

auto codes_of(const plan::TenantOutcome& outcome) -> std::vector<Code> {
  std::vector<Code> codes;
  for (const auto& one : outcome.diagnostics) codes.push_back(one.code);
  return codes;
}

/// Stale, with one finding that holds `text`, and nothing was written.
auto check_stale(World& world, const plan::TenantOutcome& outcome, std::string_view text) -> void {
  CHECK(outcome.stale);
  CHECK_FALSE(outcome.wrote);
  CHECK(world.log().empty());
  REQUIRE(codes_of(outcome) == std::vector{Code::StalePlan});
  CHECK_THAT(outcome.diagnostics.front().message, Catch::Contains(std::string(text)));
  CHECK(outcome.diagnostics.front().tenants == std::vector<std::string>{"contoso"});
}

}  // namespace

TEST_CASE("a tenant that is as the plan saw it is fresh") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true), text("Url", "a.example")}))}).at(0);
  const auto group = world.tenant.put(Kind::Group, R"({"displayName": "Pilot"})");
  const auto filter = world.tenant.put(Kind::Filter, R"json({"displayName": "F", "rule": "(device.model -eq \"A\")",
                                             "platform": "windows10AndLater"})json");
  auto plan = plan_of({world.update("a", id, policy("A", {boolean("A", false)})), create("b", policy("B", {}))});
  plan.references = {{plan::Resolved::Kind::Group, "pilot", "Pilot", group},
                     {plan::Resolved::Kind::Group, "by-id", "", group},
                     {plan::Resolved::Kind::Filter, "f", "F", filter},
                     {plan::Resolved::Kind::ScopeTag, "Default", "Default", "0"},
                     {plan::Resolved::Kind::Group, "to-be-made", "New", ""}};
  const auto outcome = world.check(plan);
  CHECK(outcome.diagnostics.empty());
  CHECK_FALSE(outcome.stale);
  CHECK_FALSE(outcome.unusable);
}

TEST_CASE("an object that was changed makes the plan stale, and the finding names it and the path") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  const auto plan = plan_of({world.update("a", id, policy("A", {boolean("A", false)}))});
  rename(world, Kind::Policy, id, "B");
  const auto outcome = world.check(plan);
  check_stale(world, outcome, "policy `a` was changed after the plan was made: displayName");
  CHECK(outcome.diagnostics.front().path == "policies.a");
}

TEST_CASE("a change of an encrypted value is seen by the version") {
  World world;
  const auto id = world.make({create("a", policy("A", {text("Url", "a.example")}))}).at(0);
  const auto plan = plan_of({world.update("a", id, policy("A", {text("Url", "b.example")}))});
  world.tenant.edit(Kind::Policy, id, [](nlohmann::json& json) { json["omaSettings"][0]["value"] = "c.example"; });
  check_stale(world, world.check(plan), "version");
}

TEST_CASE("an object to delete that is gone, or to create that is there, makes the plan stale") {
  World world;
  const auto id = world.make({create("a", policy("A", {}))}).at(0);
  const auto deletion = plan_of({world.remove(Kind::Policy, "a", id)});
  const auto creation = plan_of({create("b", policy("B", {}))});
  CHECK_FALSE(world.check(deletion).stale);
  CHECK_FALSE(world.check(creation).stale);
  world.tenant.erase(Kind::Policy, id);
  check_stale(world, world.check(deletion), "is gone");
  world.make({create("b", policy("Another name", {}))});
  check_stale(world, world.check(creation), "is there since");
}

TEST_CASE("an object of another owner with the name of one to create is in the way, in any letter case") {
  World world;
  world.tenant.put(Kind::Policy, R"({"@odata.type": "#microsoft.graph.windows10CustomConfiguration",
                                           "displayName": "pin RECOVERY", "omaSettings": []})");
  check_stale(world, world.check(plan_of({create("a", policy("PIN recovery", {}))})), "another of the name");
}

TEST_CASE("our own object of another key is not in the way") {
  World world;
  world.make({create("a", policy("PIN recovery", {}))});
  CHECK_FALSE(world.check(plan_of({create("b", policy("PIN recovery", {}))})).stale);
}

TEST_CASE("a reference that leads elsewhere, nowhere or to two makes the plan stale") {
  World world;
  const auto group = world.tenant.put(Kind::Group, R"({"displayName": "Pilot"})");
  auto plan = plan_of({create("a", policy("A", {}), {to_group(group)})});
  plan.references = {{plan::Resolved::Kind::Group, "pilot", "Pilot", group}};
  CHECK_FALSE(world.check(plan).stale);
  // Whichever of the two comes first in the answer.
  std::set<bool> orders;
  for (int i = 0; i < 64 && orders.size() < 2; ++i) {
    const auto other = world.tenant.put(Kind::Group, R"({"displayName": "Pilot"})");
    orders.insert(world.tenant.ids(Kind::Group).front() == group);
    check_stale(world, world.check(plan), "`pilot` led to");
    world.tenant.erase(Kind::Group, other);
  }
  CHECK(orders.size() == 2);
  for (const auto& id : world.tenant.ids(Kind::Group)) world.tenant.erase(Kind::Group, id);
  check_stale(world, world.check(plan), "now to nothing");
  plan.references = {{plan::Resolved::Kind::ScopeTag, "Berlin", "Berlin", "7"}};
  check_stale(world, world.check(plan), "`Berlin` led to `7`");
}

TEST_CASE("a filter of the same name for another platform is not meant by a reference") {
  World world;
  const auto put = [&](const std::string& platform) {
    return world.tenant.put(Kind::Filter, R"json({"displayName": "F", "rule": "(device.model -eq \"A\")",
                                                  "platform": ")json" +
                                              platform + "\"}");
  };
  auto plan = plan_of({create("a", policy("A", {}))});
  plan.references = {{plan::Resolved::Kind::Filter, "f", "F", put("windows10AndLater")}};
  put("macOS");
  CHECK(world.check(plan).diagnostics.empty());
}

TEST_CASE("a managed group that the plan renames is no stale reference") {
  World world;
  const auto id = world.make({create("pilot", object::Group{"Pilot", {}, {}})}).at(0);
  auto plan = plan_of({world.update("pilot", id, object::Group{"Pilot devices", {}, {}})});
  plan.references = {{plan::Resolved::Kind::Group, "pilot", "Pilot devices", id}};
  CHECK(world.check(plan).diagnostics.empty());
}

TEST_CASE("a secret that is missing, or empty, is found before the first write") {
  World world;
  world.environment["EMPTY"] = "";
  world.environment["MASK"] = "****";
  const auto outcome = world.check(
      plan_of({create("a", policy("A", {secret("K", "MISSING"), secret("L", "EMPTY"), secret("M", "MASK")}))}));
  CHECK(codes_of(outcome) == std::vector{Code::SecretMissing, Code::SecretMissing, Code::SecretMissing});
  CHECK_THAT(outcome.diagnostics.at(1).message, Catch::Contains("`MASK` holds a mask"));
  CHECK_FALSE(outcome.stale);
}

TEST_CASE("a credential for another tenant is refused") {
  World world;
  auto plan = plan_of({create("a", policy("A", {}))});
  plan.tenant_id = "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27";
  CHECK(codes_of(world.check(plan)) == std::vector{Code::TenantMismatch});
}

TEST_CASE("a credential that may read and not write is refused before the first write") {
  World world;
  world.tenant.set_permissions({"DeviceManagementConfiguration.Read.All", "Group.Read.All"});
  const auto outcome = world.check(plan_of({create("a", policy("A", {}))}));
  CHECK(codes_of(outcome) == std::vector{Code::PermissionMissing});
  CHECK_THAT(outcome.diagnostics.front().message + outcome.diagnostics.front().help,
             Catch::Contains("DeviceManagementConfiguration.ReadWrite.All"));
  CHECK(world.log().empty());
}

TEST_CASE("a tenant that does not answer is unusable, and a stopped run is interrupted") {
  World world;
  auto action = fake::FaultAction::Throttled;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    return operation == "policies" ? action : fake::FaultAction::None;
  };
  const auto plan = plan_of({create("a", policy("A", {}))});
  CHECK(world.check(plan).unusable.has_value());
  action = fake::FaultAction::Interrupted;
  const auto outcome = world.check(plan);
  CHECK(outcome.interrupted);
  CHECK_FALSE(outcome.unusable);
}

TEST_CASE("each object is compared again just before its own write") {
  for (const auto action : {plan::Action::Update, plan::Action::Adopt, plan::Action::Forget, plan::Action::Delete}) {
    World world;
    const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
    auto change = world.update("a", id, policy("A", {boolean("A", false)}));
    change.action = action;
    if (action == plan::Action::Forget || action == plan::Action::Delete) change.after.reset();
    rename(world, Kind::Policy, id, "B");
    const auto outcome = world.apply(plan_of({change}));
    check_stale(world, outcome, "was changed after the plan was made");
    CHECK(state_of(outcome, "a") == State::Failed);
  }
}

TEST_CASE("a group that changed just before its own write is not written, and what needs it is not either") {
  World world;
  world.options.stop_on_error = false;
  const auto id = world.make({create("pilot", object::Group{"Pilot", {}, {}})}).at(0);
  auto assignment = to_group(id);
  assignment.group.key = "pilot";
  const auto plan = plan_of(
      {world.update("pilot", id, object::Group{"Pilot", "managed", {}}), create("a", policy("A", {}), {assignment})});
  rename(world, Kind::Group, id, "Renamed");
  const auto outcome = world.apply(plan);
  check_stale(world, outcome, "group `pilot`");
  CHECK(state_of(outcome, "a") == State::Skipped);
}

TEST_CASE("what was created since the plan is not created again") {
  World world;
  const auto plan = plan_of({create("a", policy("A", {}))});
  world.make({create("a", policy("A", {}))});
  const auto outcome = world.apply(plan);
  check_stale(world, outcome, "is there since");
  CHECK(world.tenant.ids(Kind::Policy).size() == 1);
}

TEST_CASE("a stale object in the middle of a run leaves the first one written and says so") {
  World world;
  const auto ids = world.make({create("a", policy("A", {boolean("A", true)})), create("b", policy("B", {}))});
  const auto plan = plan_of({world.update("a", ids[0], policy("A", {boolean("A", false)})),
                             world.update("b", ids[1], policy("B", {boolean("B", false)}))});
  rename(world, Kind::Policy, ids[1], "Renamed");
  const auto outcome = world.apply(plan);
  CHECK(outcome.stale);
  CHECK(outcome.wrote);
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(state_of(outcome, "b") == State::Failed);
}

TEST_CASE("what somebody deletes between the comparison and the write is stale") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  const auto plan = plan_of({world.update("a", id, policy("A", {boolean("A", false)}))});
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    if (operation == "update") world.tenant.erase(Kind::Policy, id);
    return fake::FaultAction::None;
  };
  const auto outcome = world.apply(plan);
  CHECK(outcome.stale);
  CHECK(state_of(outcome, "a") == State::Failed);
}
