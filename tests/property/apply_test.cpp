#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "property/scene.hpp"
#include "property/world.hpp"

using namespace pinwright;
using namespace pinwright::property;

namespace {

auto settle(World& world, const Scene& scene) -> void {
  world.environment() = scene.environment;
  const Workspace workspace({{"pinwright.yaml", scene.yaml}});
  RC_ASSERT(workspace.errors() == "");
  const auto plan = world.plan(workspace);
  RC_ASSERT(errors(plan) == "");
  // Nobody but us changed anything.
  RC_ASSERT(!plan.has_drift());
  RC_ASSERT(failures(world.check_fresh(plan)) == "");
  RC_ASSERT(failures(world.apply(plan)) == "");
  RC_ASSERT(pending(world.plan(workspace)) == "");
}

}  // namespace

TEST_CASE("after an apply the plan is empty, whatever was there before", "[wide][apply]") {
  CHECK(rc::check("", [] {
    World world(*rc::gen::arbitrary<std::uint64_t>());
    const auto first = *any_scene();
    const auto second = *any_scene();
    settle(world, first);
    settle(world, second);
  }));
}
