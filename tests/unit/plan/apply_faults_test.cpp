#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "object/canonical.hpp"
#include "plan/marker.hpp"
#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using fake::FaultAction;
using object::Kind;
using State = plan::Outcome::State;

namespace {

constexpr std::string_view kWrites[] = {"create", "update", "describe", "assign", "remove"};

auto is_write(std::string_view operation) -> bool {
  return std::find(std::begin(kWrites), std::end(kWrites), operation) != std::end(kWrites);
}

/// The nth write of the run, whatever it is, meets `action`.
auto at_write(std::size_t nth, FaultAction action) -> fake::FaultHook {
  return [nth, action, count = std::size_t{0}](std::string_view operation, const std::string&, std::size_t) mutable {
    return is_write(operation) && ++count == nth ? action : FaultAction::None;
  };
}

/// The nth call of one operation meets `action`.
auto at(std::string_view which, std::size_t nth, FaultAction action) -> fake::FaultHook {
  return [=](std::string_view operation, const std::string&, std::size_t call) {
    return operation == which && call == nth ? action : FaultAction::None;
  };
}

/// A tenant and a plan with something for every wave.
struct Everything {
  World world;
  std::string updated, deleted, filter, adopted;
  plan::TenantPlan plan;

  Everything() {
    const auto ids = world.make({create("old-filter", object::Filter{"Old", {}, "(device.model -eq \"A\")"}),
                                 create("updated", policy("Updated", {boolean("A", true), text("Url", "a.example")})),
                                 create("deleted", policy("Deleted", {boolean("B", true)}))});
    filter = ids[0];
    updated = ids[1];
    deleted = ids[2];
    adopted = world.tenant.put(Kind::Policy, R"({
      "@odata.type": "#microsoft.graph.windows10CustomConfiguration", "displayName": "Adopted", "omaSettings": []})");
    auto adoption = world.update("adopted", adopted, policy("Adopted", {boolean("C", true)}), {all_devices()});
    adoption.action = plan::Action::Adopt;
    plan = plan_of(
        {create("group", object::Group{"Group", {}, {}}),
         create("filter", object::Filter{"Filter", {}, "(device.model -eq \"B\")"}),
         create("new", policy("New", {boolean("D", true)}), {with_filter(to_new_group("group"), "filter", "")}),
         world.update("updated", updated, policy("Updated", {boolean("A", false), text("Url", "b.example")}),
                      {all_devices()}),
         adoption, world.remove(Kind::Policy, "deleted", deleted), world.remove(Kind::Filter, "old-filter", filter)});
  }
};

/// What the tenant must hold of an object whose outcome is Done.
auto is_done(World& world, const plan::Change& change, const plan::Outcome& outcome) -> bool {
  const auto ids = world.tenant.ids(change.kind);
  const bool is_there = std::find(ids.begin(), ids.end(), outcome.id) != ids.end();
  if (change.action == plan::Action::Delete) return !is_there;
  if (!is_there) return false;
  const auto live = world.tenant.stored(change.kind, outcome.id);
  return object::canonical_content(live.object) == object::canonical_content(*change.after) &&
         plan::marker_in(live.object) && live.assignments.size() == change.assignments.size();
}

/// What the tenant must hold of an object of which nothing was written.
auto is_untouched(World& world, const plan::Change& change) -> bool {
  if (change.action == plan::Action::Create) return world.tenant.ids_of(change.kind, change.name).empty();
  return object::live_hash(world.live(change.kind, change.id)) == change.live_hash;
}

auto check_truth(World& world, const plan::TenantPlan& plan, const plan::TenantOutcome& outcome) -> void {
  world.tenant.knobs().fault = {};
  REQUIRE(outcome.outcomes.size() == plan.changes.size());
  for (std::size_t i = 0; i < plan.changes.size(); ++i) {
    const auto& change = plan.changes[i];
    const auto& one = outcome.outcomes[i];
    INFO(change.key << " is " << Catch::StringMaker<State>::convert(one.state) << ": "
                    << (one.error ? one.error->message : ""));
    CHECK((one.state == State::Done) == is_done(world, change, one));
    if (one.state == State::Failed || one.state == State::Skipped) CHECK(is_untouched(world, change));
    CHECK((one.state == State::Done) != one.error.has_value());
    CHECK(world.tenant.ids_of(change.kind, change.name).size() <= 1);
  }
}

/// Writes of an apply of Everything without a fault.
auto count_of_writes() -> std::size_t {
  Everything all;
  const auto outcome = all.world.apply(all.plan);
  check_truth(all.world, all.plan, outcome);
  return all.world.tenant.writes().size();
}

}  // namespace

TEST_CASE("everything without a fault is done") {
  Everything all;
  const auto outcome = all.world.apply(all.plan);
  for (const auto& one : outcome.outcomes) CHECK(one.state == State::Done);
  CHECK(all.world.tenant.writes().size() == 10);
  CHECK(all.world.waits.empty());
}

TEST_CASE("a write without answer is found out about and done in the end") {
  const auto writes = count_of_writes();
  for (const auto action : {FaultAction::LostBefore, FaultAction::LostAfter}) {
    for (std::size_t nth = 1; nth <= writes; ++nth) {
      INFO("write " << nth << ", " << (action == FaultAction::LostBefore ? "lost before" : "lost after"));
      Everything all;
      all.world.tenant.knobs().fault = at_write(nth, action);
      const auto outcome = all.world.apply(all.plan);
      check_truth(all.world, all.plan, outcome);
      // A group that may be there is not made again: its twin could not be taken away.
      if (action == FaultAction::LostBefore && nth == 1) {
        CHECK(outcome.outcomes.front().state == State::Partly);
        CHECK(all.world.tenant.writes().size() == 1);
        continue;
      }
      for (const auto& one : outcome.outcomes) CHECK(one.state == State::Done);
      CHECK(all.world.tenant.writes().size() == writes + (action == FaultAction::LostBefore ? 1 : 0));
    }
  }
}

TEST_CASE("a write that fails is told truthfully, and the rest is not begun") {
  const auto writes = count_of_writes();
  for (const auto action : {FaultAction::RefuseBefore, FaultAction::Throttled, FaultAction::Interrupted}) {
    for (std::size_t nth = 1; nth <= writes; ++nth) {
      INFO("write " << nth << ", action " << static_cast<int>(action));
      Everything all;
      all.world.tenant.knobs().fault = at_write(nth, action);
      const auto outcome = all.world.apply(all.plan);
      check_truth(all.world, all.plan, outcome);
      const auto is_done = [](const plan::Outcome& one) { return one.state == State::Done; };
      // Only a new group has a second chance.
      const bool is_assign_of_new = action == FaultAction::RefuseBefore && nth == 4;
      CHECK(std::all_of(outcome.outcomes.begin(), outcome.outcomes.end(), is_done) == is_assign_of_new);
      CHECK(outcome.wrote == (nth > 1 || is_assign_of_new));
      CHECK(outcome.interrupted == (action == FaultAction::Interrupted));
      CHECK(outcome.unusable.has_value() == (action == FaultAction::Throttled));
    }
  }
}

TEST_CASE("with continue, the failure of one object stops only what needs it") {
  const auto writes = count_of_writes();
  for (std::size_t nth = 1; nth <= writes; ++nth) {
    INFO("write " << nth);
    Everything all;
    all.world.options.stop_on_error = false;
    all.world.tenant.knobs().fault = at_write(nth, FaultAction::RefuseBefore);
    const auto outcome = all.world.apply(all.plan);
    check_truth(all.world, all.plan, outcome);
    const auto not_done = std::count_if(outcome.outcomes.begin(), outcome.outcomes.end(),
                                        [](const plan::Outcome& one) { return one.state != State::Done; });
    // The new policy needs the group and the filter, which are the first two writes; the fourth has a second chance.
    CHECK(not_done == (nth <= 2 ? 2 : nth == 4 ? 0 : 1));
  }
}

TEST_CASE("a dependent of a group that could not be made is skipped and says why") {
  World world;
  world.options.stop_on_error = false;
  world.tenant.knobs().fault = at("create", 1, FaultAction::RefuseBefore);
  const auto outcome =
      world.apply(plan_of({create("devices", object::Group{"Devices", {}, {}}),
                           create("a", policy("A", {boolean("A", true)}), {to_new_group("devices")})}));
  CHECK(state_of(outcome, "devices") == State::Failed);
  CHECK(state_of(outcome, "a") == State::Skipped);
  CHECK(outcome.outcomes.at(1).error->message.find("`devices`") != std::string::npos);
  CHECK_FALSE(outcome.wrote);
}

TEST_CASE("a POST cut after the commit makes no duplicate and is looked for after a second") {
  World world;
  world.tenant.knobs().fault = at("create", 1, FaultAction::LostAfter);
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}), {all_devices()})}));
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(world.tenant.ids(Kind::Policy).size() == 1);
  CHECK(world.waits == std::vector<std::chrono::milliseconds>{std::chrono::seconds(1)});
}

TEST_CASE("a POST that never came is looked for at 1, 3, 9 and 27 seconds, then sent once more") {
  World world;
  world.tenant.knobs().fault = at("create", 1, FaultAction::LostBefore);
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}))}));
  CHECK(state_of(outcome, "a") == State::Done);
  using std::chrono::seconds;
  CHECK(world.waits == std::vector<std::chrono::milliseconds>{seconds(1), seconds(2), seconds(6), seconds(18)});
  CHECK(world.log().size() == 2);
}

TEST_CASE("a POST that gets no answer twice is given up, and said to be in doubt") {
  World world;
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t) {
    return operation == "create" ? FaultAction::LostBefore : FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}))}));
  CHECK(state_of(outcome, "a") == State::Partly);
  CHECK(outcome.wrote);
  CHECK(world.log().size() == 2);
}

TEST_CASE("with a justification a late twin of a POST that was sent twice is named, and not taken away") {
  World world;
  world.options.justification = "change 42";
  world.tenant.knobs().fault = [&, put = false](std::string_view operation, const std::string&,
                                                std::size_t nth) mutable {
    if (operation == "create" && nth == 1) return FaultAction::LostBefore;
    if (operation == "policies" && world.tenant.writes().size() == 2 && !std::exchange(put, true))
      world.tenant.put(Kind::Policy, world.tenant.writes().front().body);
    return FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}), {all_devices()})}));
  const auto ids = world.tenant.ids(Kind::Policy);
  REQUIRE(ids.size() == 2);
  CHECK(state_of(outcome, "a") == State::Partly);
  REQUIRE(outcome.diagnostics.size() == 1);
  CHECK(outcome.diagnostics.front().code == diag::Code::DuplicateLivePolicy);
  for (const auto& id : ids) CHECK_THAT(outcome.diagnostics.front().message, Catch::Contains(id));
  for (const auto& id : ids) CHECK_FALSE(plan::marker_in(world.tenant.stored(Kind::Policy, id).object)->run.size() > 0);
}

TEST_CASE("a late twin of a POST that was sent twice is removed, be it older or younger") {
  for (const bool is_older : {true, false}) {
    World world;
    // The first POST is held by the service and carried out after the second.
    const auto body = [&](std::string_view) {
      const auto& write = world.tenant.writes().front();
      auto json = nlohmann::json::parse(write.body);
      json["createdDateTime"] = is_older ? "2026-05-01T00:00:00Z" : "2026-07-01T00:00:00Z";
      return json.dump();
    };
    world.tenant.knobs().fault = [&, put = false](std::string_view operation, const std::string&,
                                                  std::size_t nth) mutable {
      if (operation == "create" && nth == 1) return FaultAction::LostBefore;
      // The list of wave 3 is the first after the second create.
      if (operation == "policies" && world.tenant.writes().size() == 2 && !std::exchange(put, true)) {
        world.tenant.put(Kind::Policy, body(operation));
      }
      return FaultAction::None;
    };
    const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}), {all_devices()})}));
    CHECK(state_of(outcome, "a") == State::Done);
    REQUIRE(world.tenant.ids(Kind::Policy).size() == 1);
    const auto live = world.tenant.stored(Kind::Policy, world.tenant.ids(Kind::Policy).front());
    CHECK((live.created == "2026-05-01T00:00:00Z") == is_older);
    CHECK(live.id == outcome.outcomes.at(0).id);
    CHECK(live.assignments.size() == 1);
    // The journal never mixes up the two.
    std::map<std::uint64_t, std::string> ids;
    for (const auto& entry : world.journal().entries) {
      if (entry.is_intent) ids[entry.number] = entry.intent.id;
      if (!entry.is_intent && !ids.at(entry.number).empty()) CHECK(entry.id == ids.at(entry.number));
    }
  }
}

TEST_CASE("a list that does not show the new object yet is asked again") {
  World world;
  std::size_t stale = 0;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t nth) {
    return operation == "policies" && nth == 2 && ++stale != 0 ? FaultAction::StaleList : FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}))}));
  CHECK(state_of(outcome, "a") == State::Done);
  CHECK(stale == 1);
  CHECK(world.waits == std::vector<std::chrono::milliseconds>{std::chrono::seconds(1)});
}

TEST_CASE("an object that the tenant still shows after its delete is not said to be gone") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    const bool is_late = operation == "policies" && !world.tenant.writes().empty();
    return is_late ? FaultAction::StaleList : FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({world.remove(Kind::Policy, "a", id)}));
  CHECK(state_of(outcome, "a") != State::Done);
  REQUIRE(outcome.diagnostics.size() == 1);
  CHECK_THAT(outcome.diagnostics.front().message, Catch::Contains("it is still there"));
}

TEST_CASE("an update that got lost and that somebody else overwrote meanwhile is not sent again") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t nth) {
    // The first read compares, the second one settles the lost answer.
    if (operation == "policy" && nth == 3) {
      world.tenant.edit(Kind::Policy, id, [](nlohmann::json& json) { json["displayName"] = "mine"; });
    }
    return operation == "update" ? FaultAction::LostBefore : FaultAction::None;
  };
  const auto change = world.update("a", id, policy("A", {boolean("A", false)}));
  const auto outcome = world.apply(plan_of({change}));
  CHECK(state_of(outcome, "a") == State::Partly);
  CHECK(world.log().size() == 1);
  CHECK(object::display_name_of(world.tenant.stored(Kind::Policy, id).object) == "mine");
}

TEST_CASE("an update without answer whose object is gone is not taken for done") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0);
  const auto change = world.update("a", id, policy("A", {boolean("A", false)}));
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    if (operation != "update") return FaultAction::None;
    world.tenant.erase(Kind::Policy, id);
    return FaultAction::LostBefore;
  };
  const auto outcome = world.apply(plan_of({change}));
  CHECK(state_of(outcome, "a") == State::Partly);
  CHECK(world.log().size() == 1);
}

TEST_CASE(
    "an update without answer that changes a masked value alone is sent again unless version and time tell of it") {
  for (const auto action : {FaultAction::LostBefore, FaultAction::LostAfter}) {
    World world;
    const auto id = world.make({create("a", policy("A", {text("Url", "a.example")}))}).at(0);
    // Back to what the marker says: somebody changed the value behind our back, so that only the mask differs.
    world.tenant.edit(Kind::Policy, id, [](nlohmann::json& json) { json["omaSettings"][0]["value"] = "evil"; });
    world.tenant.knobs().fault = at("update", 1, action);
    const auto outcome = world.apply(plan_of({world.update("a", id, policy("A", {text("Url", "a.example")}))}));
    CHECK(state_of(outcome, "a") == State::Done);
    CHECK(world.log().size() == (action == FaultAction::LostBefore ? 2 : 1));
    const auto live = world.tenant.stored(Kind::Policy, id);
    CHECK(std::get<object::Policy>(live.object).settings.at(0).value == object::SettingValue("a.example"));
  }
}
