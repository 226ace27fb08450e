// Two runs in one tenant at the same time.

#include <functional>
#include <nlohmann/json.hpp>
#include <utility>

#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using fake::FaultAction;
using object::Kind;
using State = plan::Outcome::State;

namespace {

/// Runs `other` in between, just before the nth call of `operation`.
auto interleave(World& world, std::string_view operation, std::size_t nth, const std::function<void()>& other) -> void {
  world.tenant.knobs().fault = [&world, operation, nth, other, ran = false](std::string_view what, const std::string&,
                                                                            std::size_t call) mutable {
    if (what == operation && call == nth && !std::exchange(ran, true)) {
      const auto hook = std::exchange(world.tenant.knobs().fault, {});
      other();
    }
    return FaultAction::None;
  };
}

/// A run of its own in the tenant of another.
struct SecondRun {
  World own;  // its journal and its options
  plan::TenantOutcome outcome;

  auto apply(World& world, const plan::TenantPlan& plan) -> void {
    const auto tenant = world.tenant.share();
    const auto journal = journal_in(own.files);
    outcome = plan::apply(plan, *tenant, *journal, own.observer, own.options);
  }
};

}  // namespace

TEST_CASE("two applies at the same time end with one object a key, wherever the second comes in between") {
  const auto plan = plan_of({create("a", policy("A", {boolean("A", true)}), {all_devices()}),
                             create("f", object::Filter{"F", {}, "(device.model -eq \"A\")"})});
  for (const std::string_view operation : {"policies", "filters", "filter", "create", "assign"}) {
    for (std::size_t nth = 1; nth <= 4; ++nth) {
      INFO("the second run comes before " << operation << " " << nth);
      World world;
      SecondRun second;
      interleave(world, operation, nth, [&] { second.apply(world, plan); });
      const auto first = world.apply(plan);
      CHECK(world.tenant.ids(Kind::Policy).size() == 1);
      CHECK(world.tenant.ids(Kind::Filter).size() == 1);
      const auto id = world.tenant.ids(Kind::Policy).front();
      CHECK(world.tenant.stored(Kind::Policy, id).assignments.size() == 1);
      for (const auto* run : std::initializer_list<const plan::TenantOutcome*>{&first, &second.outcome}) {
        for (const auto& one : run->outcomes) CHECK((one.state == State::Done || run->stale));
      }
    }
  }
}

TEST_CASE("of two applies that want different things of one key the loser says so and leaves nothing") {
  World world;
  SecondRun second;
  // Both have looked; the second one posts first.
  interleave(world, "create", 1,
             [&] { second.apply(world, plan_of({create("a", policy("A", {boolean("A", false)}))})); });
  const auto first = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}), {all_devices()})}));
  CHECK(state_of(first, "a") == State::Failed);
  CHECK(first.stale);
  CHECK(state_of(second.outcome, "a") == State::Done);
  CHECK(world.tenant.ids(Kind::Policy) == std::vector{second.outcome.outcomes.at(0).id});
}

TEST_CASE("a group that lost to one of another run stays, and both are named") {
  World world;
  SecondRun second;
  interleave(world, "create", 1, [&] {
    second.apply(world, plan_of({create("g", object::Group{"G", {}, "(device.deviceModel -eq \"B\")"})}));
  });
  const auto first = world.apply(plan_of({create("g", object::Group{"G", {}, "(device.deviceModel -eq \"A\")"})}));
  CHECK(state_of(first, "g") == State::Partly);
  CHECK(first.wrote);
  REQUIRE(world.tenant.ids(Kind::Group).size() == 2);
  for (const auto& id : world.tenant.ids(Kind::Group))
    CHECK_THAT(first.outcomes.front().error->message, Catch::Contains(id));
}

TEST_CASE("a duplicate of another run is not deleted by this one, and named") {
  World world;
  // Somebody else's object with the marker of `a` appears after our POST, younger than ours.
  world.tenant.knobs().fault = [&, put = false](std::string_view operation, const std::string&, std::size_t) mutable {
    if (operation == "policies" && world.tenant.writes().size() == 1 && !std::exchange(put, true)) {
      auto json = nlohmann::json::parse(world.tenant.writes().front().body);
      json["createdDateTime"] = "2026-07-01T00:00:00Z";
      world.tenant.put(Kind::Policy, json.dump());
    }
    return FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}))}));
  CHECK(state_of(outcome, "a") == State::Partly);
  for (const auto& id : world.tenant.ids(Kind::Policy))
    CHECK_THAT(outcome.outcomes.front().error->message, Catch::Contains(id));
  CHECK(world.tenant.ids(Kind::Policy).size() == 2);
}

TEST_CASE("an assigned copy of what was posted stays, and does not save the second object that this run made") {
  World world;
  // Neither answer comes, and no list shows the first object before the second is made. In between somebody copies the
  // first, and assigns the copy.
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t nth) {
    const auto made = world.tenant.ids(Kind::Policy).size();
    if (operation == "create" && nth == 2) {
      auto copy = nlohmann::json::parse(world.tenant.writes().front().body);
      copy["createdDateTime"] = "2026-06-01T00:00:00.5Z";
      copy["assignments"] =
          nlohmann::json::parse(R"([{"target": {"@odata.type": "#microsoft.graph.allDevicesAssignmentTarget"}}])");
      world.tenant.put(Kind::Policy, copy.dump());
    }
    if (operation == "create") return FaultAction::LostAfter;
    return operation == "policies" && made < 3 ? FaultAction::StaleList : FaultAction::None;
  };
  const auto outcome = world.apply(plan_of({create("a", policy("A", {boolean("A", true)}))}));
  REQUIRE(world.tenant.writes().size() == 3);
  CHECK(world.tenant.writes().at(2).operation == "remove");
  CHECK(world.tenant.writes().at(2).id == world.tenant.writes().at(1).id);
  CHECK(state_of(outcome, "a") == State::Partly);
  CHECK(world.tenant.ids(Kind::Policy).size() == 2);
}
