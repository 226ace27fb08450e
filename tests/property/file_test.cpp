#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "plan/file/compare.hpp"
#include "plan/file/saved_plan.hpp"
#include "plan/file/write.hpp"
#include "property/scene.hpp"
#include "property/world.hpp"

using namespace pinwright;
using namespace pinwright::property;

namespace {

auto as_plan(plan::TenantPlan tenant) -> plan::Plan {
  plan::Plan plan;
  plan.workspace = kWorkspace;
  plan.created_at = "2026-06-01T00:00:00Z";
  plan.tool_version = "0";
  plan.sources = {{"pinwright.yaml", std::string(64, '0')}};
  plan.tenants.push_back(std::move(tenant));
  return plan;
}

auto as_saved(plan::SavedTenant tenant) -> plan::SavedPlan {
  plan::SavedPlan plan;
  plan.workspace = kWorkspace;
  plan.fail_on = "error";
  plan.tenants.push_back(std::move(tenant));
  return plan;
}

/// A tenant with something in it, and the plan of other files for it.
struct Case {
  Case() : world(*rc::gen::arbitrary<std::uint64_t>()) {
    const auto before = *any_scene();
    world.environment() = before.environment;
    const Workspace old({{"pinwright.yaml", before.yaml}});
    RC_ASSERT(failures(world.apply(world.plan(old))) == "");
    scene = *any_scene();
    world.environment() = scene.environment;
    workspace = std::make_unique<Workspace>(std::map<std::string, std::string>{{"pinwright.yaml", scene.yaml}});
    world.tenant().knobs().may_reveal = *rc::gen::arbitrary<bool>();
    plan = as_plan(world.plan(*workspace));
  }
  World world;
  Scene scene;
  std::unique_ptr<Workspace> workspace;
  plan::Plan plan;
};

}  // namespace

TEST_CASE("a saved plan that is made again of the same files and the same tenant says the same") {
  CHECK(rc::check("", [] {
    Case one;
    const auto saved = plan::saved_tenant(one.plan.tenants[0], false);
    const auto read = plan::read_saved_plan(plan::to_json(as_saved(saved)));
    RC_ASSERT((read.ok() ? "" : read.error().message) == "");
    RC_ASSERT(plan::differences(read.value().tenants[0], saved).empty());
    const auto again = plan::saved_tenant(one.world.plan(*one.workspace), false);
    RC_ASSERT(plan::differences(read.value().tenants[0], again).empty());
  }));
}

TEST_CASE("no value of the environment is in a plan that is printed or saved") {
  CHECK(rc::check("", [] {
    const Case one;
    const auto text = plan::to_json(one.plan, one.workspace->loaded().sources) +
                      plan::to_json(as_saved(plan::saved_tenant(one.plan.tenants[0], false)));
    RC_ASSERT(text.find("s3cret-") == std::string::npos);
    // "s3cret-" in base64, at each of the three offsets that its first byte can have.
    for (const auto* encoded : {"czNjcmV0L", "MzY3JldC", "zM2NyZXQt"})
      RC_ASSERT(text.find(encoded) == std::string::npos);
  }));
}
