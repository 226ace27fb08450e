// Two applies of one policy at the same time: see interleavings.hpp.

#include "unit/plan/interleavings.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;

TEST_CASE("two applies that make one policy take turns, with a kill or a lost answer") {
  Scenario scenario;
  scenario.prepare = [](World&) {};
  scenario.plan = [](World&, std::size_t) {
    return plan_of({create("a", policy("A", {boolean("A", true)}), {all_devices()})});
  };
  walk_all("two creates", scenario, [](Walk& walk) {
    INFO(told(walk));
    const auto left = ours(walk.world);
    for (const auto& end : walk.ends) {
      CHECK(writes_have_a_read_before(end));
      // Who says done, of him there is one object, as it was to be.
      if (!all_done(end)) continue;
      CHECK_FALSE(left.empty());
      const auto& id = end.outcome->outcomes.at(0).id;
      CHECK(std::any_of(left.begin(), left.end(),
                        [&](const auto& live) { return live.id == id && live.assignments.size() == 1; }));
    }
    // A twin stays only where a run was killed, or said so.
    const bool all_said_done = all_done(walk.ends[0]) && all_done(walk.ends[1]);
    if (all_said_done) CHECK(left.size() == 1);
    if (left.size() > 1) CHECK((!all_done(walk.ends[0]) || !all_done(walk.ends[1])));
    // Nobody wrote, nobody says so.
    for (const auto& end : walk.ends) {
      if (end.outcome && !end.outcome->wrote && left.empty()) CHECK(end.outcome->outcomes.at(0).state != State::Done);
    }
  });
}

TEST_CASE("two applies that change one policy take turns, with somebody in the portal") {
  Scenario scenario;
  std::string id;
  scenario.prepare = [&](World& world) { id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0); };
  scenario.plan = [&](World& world, std::size_t run) {
    return plan_of({world.update("a", id, policy(run == 0 ? "A zero" : "A one", {boolean("A", true)}))});
  };
  scenario.portal = [&](World& world) {
    world.tenant.edit(Kind::Policy, id, [](nlohmann::json& json) { json["displayName"] = "portal"; });
  };
  walk_all("two updates and the portal", scenario, [&](Walk& walk) {
    INFO(told(walk));
    const auto live = walk.world.tenant.stored(Kind::Policy, id);
    const auto name = object::display_name_of(live.object);
    std::size_t done = 0;
    for (const auto& end : walk.ends) {
      CHECK(writes_have_a_read_before(end));
      if (all_done(end)) ++done;
    }
    // Two cannot both have had their way unless one wrote over what it had not seen: the one round trip.
    if (done == 1 && !walk.portal_acted) CHECK(name != "A");
    const bool nobody_wrote = std::none_of(walk.ends.begin(), walk.ends.end(),
                                           [](const RunEnd& end) { return !end.outcome || end.outcome->wrote; });
    if (nobody_wrote) CHECK(name == (walk.portal_acted ? "portal" : "A"));
  });
}

TEST_CASE("two applies that delete one policy take turns, with somebody who takes its marker off") {
  Scenario scenario;
  std::string id;
  scenario.prepare = [&](World& world) { id = world.make({create("a", policy("A", {boolean("A", true)}))}).at(0); };
  scenario.plan = [&](World& world, std::size_t) { return plan_of({world.remove(Kind::Policy, "a", id)}); };
  scenario.portal = [&](World& world) {
    if (world.tenant.ids(Kind::Policy).empty()) return;
    world.tenant.edit(Kind::Policy, id, [](nlohmann::json& json) { json["description"] = "mine now"; });
  };
  walk_all("two deletes and the portal", scenario, [&](Walk& walk) {
    INFO(told(walk));
    const bool is_there = !walk.world.tenant.ids(Kind::Policy).empty();
    for (const auto& end : walk.ends) {
      CHECK(writes_have_a_read_before(end));
      if (all_done(end)) CHECK_FALSE(is_there);
    }
  });
}
