// What an apply may conclude, and what it looks at before and after each write.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "object/marker.hpp"
#include "plan/marker.hpp"
#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using fake::FaultAction;
using object::Kind;
using std::chrono::seconds;
using State = plan::Outcome::State;

namespace {

auto made_policy(World& world) -> std::string {
  return world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
}

auto edit(World& world, const std::string& id, const std::string& key, const nlohmann::json& value) -> void {
  world.tenant.edit(Kind::Policy, id, [&](nlohmann::json& json) { json[key] = value; });
}

/// As if a saved plan had been edited: the plan says what the tenant holds, marker or not.
auto forged(World& world, plan::Change change) -> plan::Change {
  change.before = world.live(Kind::Policy, change.id);
  change.live_hash = object::live_hash(*change.before);
  return change;
}

}  // namespace

TEST_CASE("a write that was turned away with 429 is compared anew: somebody's change meanwhile stays") {
  World world;
  const auto id = made_policy(world);
  const auto change = world.update("a", id, policy("A", {boolean("A", false)}));
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t nth) {
    if (operation != "update" || nth != 1) return FaultAction::None;
    edit(world, id, "displayName", "mine");
    return FaultAction::Busy;
  };
  const auto outcome = world.apply(plan_of({change}));
  CHECK(outcome.stale);
  CHECK_FALSE(outcome.wrote);
  CHECK(state_of(outcome, "a") == State::Failed);
  CHECK(world.log().size() == 1);
  CHECK(object::display_name_of(world.tenant.stored(Kind::Policy, id).object) == "mine");
}

TEST_CASE("a write that was turned away is sent again, after one more read, when nothing changed") {
  World world;
  const auto id = made_policy(world);
  const auto change = world.update("a", id, policy("A", {boolean("A", false)}));
  std::vector<std::string> calls;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t nth) {
    calls.emplace_back(operation);
    return operation == "update" && nth <= 3 ? FaultAction::Busy : FaultAction::None;
  };
  CHECK(state_of(world.apply(plan_of({change})), "a") == State::Done);
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (calls[i] == "update") CHECK(calls.at(i - 1) == "policy");
  }
  CHECK(std::count(calls.begin(), calls.end(), "update") == 4);
}

TEST_CASE("what carries no marker of ours is not written to, whatever the plan says") {
  const auto kinds = {plan::Action::Update, plan::Action::Delete, plan::Action::Forget};
  for (const auto action : kinds) {
    for (const std::string_view description :
         {"", "somebody's", "[pinwright:1 other/a t=00000000 s=aaaaaaaaaaaaaaaa a=- o=aaaaaaaaaaaaaaaa]"}) {
      CAPTURE(static_cast<int>(action), description);
      World world;
      const auto id = made_policy(world);
      edit(world, id, "description", description);
      auto change = action == plan::Action::Delete ? world.remove(Kind::Policy, "a", id)
                                                   : world.update("a", id, policy("A", {boolean("A", false)}));
      change.action = action;
      if (action == plan::Action::Forget) change.after.reset();
      change = forged(world, change);
      CHECK(world.check(plan_of({change})).stale);
      const auto outcome = world.apply(plan_of({change}));
      CHECK(outcome.stale);
      CHECK(world.log().empty());
    }
  }
}

TEST_CASE("an adoption wants an object without marker") {
  World world;
  const auto id = made_policy(world);
  auto change = forged(world, world.update("a", id, policy("A", {boolean("A", false)})));
  change.action = plan::Action::Adopt;
  CHECK(world.apply(plan_of({change})).stale);
  edit(world, id, "description", nullptr);
  change = forged(world, change);
  CHECK(state_of(world.apply(plan_of({change})), "a") == State::Done);
}

TEST_CASE("an adoption passes over a marker that was copied along from another tenant") {
  World world;
  const auto id = made_policy(world);
  auto live = world.live(Kind::Policy, id);
  auto marker = plan::marker_in(live.object);
  REQUIRE(marker);
  marker->tenant = "00000000";
  edit(world, id, "description", object::join_description(object::Kind::Policy, "by hand", *marker));
  auto change = forged(world, world.update("a", id, policy("A", {boolean("A", false)})));
  change.action = plan::Action::Adopt;
  CHECK(state_of(world.apply(plan_of({change})), "a") == State::Done);
  CHECK(plan::text_without_marker(world.live(Kind::Policy, id).object) == "by hand");
}

TEST_CASE("a 404 to a write whose object is there is no change by somebody else") {
  World world;
  const auto id = made_policy(world);
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t nth) {
    return operation == "update" && nth == 1 ? FaultAction::Missing : FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({world.update("a", id, policy("A", {boolean("A", false)}))}));
  CHECK_FALSE(outcome.stale);
  CHECK(state_of(outcome, "a") == State::Failed);
}

TEST_CASE("a secret alone that was written without an answer, twice, is known by version and time") {
  World world;
  world.environment["KEY"] = "correct-horse";
  const auto id = world.make({create("a", policy("A", {secret("A", "KEY")}))}).at(0);
  world.environment["KEY"] = "battery-staple";
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t) {
    return operation == "update" ? FaultAction::LostAfter : FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({world.update("a", id, policy("A", {secret("A", "KEY")}))}));
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(outcome.wrote);
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t) {
    return operation == "update" ? FaultAction::LostBefore : FaultAction::None;
  };
  world.environment["KEY"] = "third-value";
  CHECK(state_of(world.apply(plan_of({world.update("a", id, policy("A", {secret("A", "KEY")}))})), "a") ==
        State::Failed);
}

TEST_CASE("somebody who writes between the assignments and the object is not written over") {
  World world;
  const auto id = made_policy(world);
  const auto change = world.update("a", id, policy("A", {boolean("A", false)}), {all_devices()});
  // The first read precedes the assignment, the second the object.
  std::size_t reads = 0;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    if (operation == "policy" && ++reads == 2) edit(world, id, "displayName", "mine");
    return FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({change}));
  CHECK(outcome.stale);
  CHECK(state_of(outcome, "a") == State::Partly);
  CHECK(world.log() == std::vector<std::string>{"assign " + id});
}

TEST_CASE("a new policy that is 404 by its id for a while is waited for") {
  World world;
  std::size_t reads = 0;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    return operation == "policy" && ++reads <= 3 ? FaultAction::Missing : FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}), {all_devices()})}));
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(world.waited() == seconds(2 + 4 + 8));
}

TEST_CASE("a new policy that stays 404 is given up after two minutes, and told") {
  World world;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    return operation == "policy" ? FaultAction::Missing : FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}), {all_devices()})}));
  CHECK(state_of(outcome, "a") == State::Partly);
  CHECK(world.waited() == seconds(120));
}

TEST_CASE("whatever stands twice in the end is named with both ids, whoever made it") {
  World world;
  const auto old_id = world.make({create("other", policy("Other", {boolean("B", true)}))}).at(0);
  std::string copy;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    // Somebody duplicates a policy that this plan does not even change.
    if (operation == "create" && copy.empty()) {
      const auto live = world.tenant.stored(Kind::Policy, old_id);
      copy = world.tenant.put(Kind::Policy,
                              nlohmann::json{{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
                                             {"displayName", "Copy"},
                                             {"description", *object::description_of(live.object)},
                                             {"omaSettings", nlohmann::json::array()}}
                                  .dump());
    }
    return FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}))}));
  REQUIRE(outcome.diagnostics.size() == 1);
  CHECK(outcome.diagnostics.front().code == diag::Code::DuplicateLivePolicy);
  CHECK_THAT(outcome.diagnostics.front().message, Catch::Contains(old_id) && Catch::Contains(copy));
  CHECK(world.tenant.ids(Kind::Policy).size() == 3);
}

TEST_CASE("a copy made in the portal is never taken for a twin of a lost answer") {
  World world;
  world.options.run_id = "0badcafe";
  std::string copy;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t nth) {
    if (operation == "create" && nth == 1) return FaultAction::LostAfter;
    if (operation == "policies" && copy.empty() && !world.tenant.ids(Kind::Policy).empty()) {
      auto json = nlohmann::json::parse(world.tenant.writes().front().body);
      json["createdDateTime"] = "2026-07-01T00:00:00Z";
      copy = world.tenant.put(Kind::Policy, json.dump());
    }
    return FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}))}));
  CHECK(world.tenant.ids(Kind::Policy).size() == 2);
  CHECK(state_of(outcome, "a") == State::Partly);
  CHECK_THAT(outcome.outcomes.front().error->message, Catch::Contains(copy));
}

TEST_CASE("the run's id stands in the marker of what it made, and the next write that is needed takes it out") {
  World world;
  world.options.run_id = "0badcafe";
  const auto id = made_policy(world);
  const auto marker = [&] { return plan::marker_in(world.tenant.stored(Kind::Policy, id).object); };
  CHECK(marker()->run == "0badcafe");
  world.options.run_id = "11111111";
  const auto outcome = world.apply(plan_of({world.update("a", id, policy("A", {boolean("A", false)}))}));
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(marker()->run.empty());
}

TEST_CASE("what a stop kept from being sent is not written, and not failed") {
  World world;
  const auto id = made_policy(world);
  const auto change = world.update("a", id, policy("A", {boolean("A", false)}));
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    if (operation == "policy") world.stop.request_stop();
    return operation == "policy" ? FaultAction::Interrupted : FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({change}));
  CHECK(outcome.interrupted);
  CHECK(state_of(outcome, "a") == State::Skipped);
  CHECK(outcome.outcomes.front().error->message == "not written: the run was stopped");
}

TEST_CASE("a group whose creation got no answer and that is not found is not made a second time") {
  World world;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    return operation == "create" ? FaultAction::LostBefore : FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("devices", object::Group{"Devices", {}, {}})}));
  CHECK(state_of(outcome, "devices") == State::Partly);
  CHECK(outcome.wrote);
  CHECK(world.log().size() == 1);
}

TEST_CASE("two groups of one marker: neither is deleted, and both are named") {
  World world;
  World other;
  const auto plan = plan_of({create("devices", object::Group{"Devices", {}, {}})});
  world.tenant.knobs().fault = [&, ran = false](std::string_view operation, const std::string&, std::size_t) mutable {
    if (operation == "create" && !std::exchange(ran, true)) {
      const auto hook = std::exchange(world.tenant.knobs().fault, {});
      const auto tenant = world.tenant.share();
      const auto journal = journal_in(other.files);
      static_cast<void>(plan::apply(plan, *tenant, *journal, other.observer, other.options));
    }
    return FaultAction::None;
  };
  const auto outcome = world.apply(plan);
  CHECK(world.tenant.ids(Kind::Group).size() == 2);
  REQUIRE(outcome.diagnostics.size() == 1);
  for (const auto& id : world.tenant.ids(Kind::Group))
    CHECK_THAT(outcome.diagnostics.front().message, Catch::Contains(id));
}
