// Two applies that ask for approval at the same time: see interleavings.hpp.

#include "unit/plan/interleavings.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;

TEST_CASE("two applies that ask for the approval of one policy take turns, with somebody who approves") {
  const auto approve_all = [](World& world) {
    for (const auto& one : world.tenant.requests()) {
      if (one.status == plan::ApprovalRequest::Status::Waiting)
        world.tenant.decide(one.id, plan::ApprovalRequest::Status::Approved);
    }
  };
  const auto wanted = create("a", policy("A", {boolean("A", true)}), {all_devices()});
  Scenario scenario;
  scenario.justification = "change 42";
  scenario.prepare = [](World& world) { world.tenant.knobs().protects = {Kind::Policy}; };
  scenario.plan = [&](World&, std::size_t) { return plan_of({wanted}); };
  scenario.portal = approve_all;
  walk_all("two creates that are approved", scenario, [&](Walk& walk) {
    INFO(told(walk));
    auto& world = walk.world;
    CHECK(ours(world).size() <= 1);
    for (const auto& end : walk.ends) {
      CHECK(writes_have_a_read_before(end));
      if (all_done(end)) CHECK(ours(world).size() == 1);
    }
    // Whatever became of both, a further run without a journal goes on to one policy, approval by approval.
    world.tenant.knobs().fault = nullptr;
    world.options.justification = scenario.justification;
    std::string rounds;
    for (int round = 0; round < 4; ++round) {
      approve_all(world);
      auto plan = plan_of({wanted});
      if (const auto made = ours(world); !made.empty()) {
        plan = plan_of({world.update("a", made.front().id, *wanted.after, wanted.assignments)});
        const bool is_done = !made.front().assignments.empty();
        if (is_done) break;
      }
      for (const auto& one : world.apply(plan).outcomes)
        rounds += fmt::format("round {}: {}\n", round, one.error ? one.error->message : "done");
    }
    INFO(rounds);
    const auto left = ours(world);
    REQUIRE(left.size() == 1);
    CHECK(left.front().assignments.size() == 1);
  });
}
