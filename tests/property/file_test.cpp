#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "plan/file/read.hpp"
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

/// Findings lose their places, so they are left out of the comparison.
auto without_findings(plan::Plan plan) -> plan::Plan {
  for (auto& tenant : plan.tenants) tenant.diagnostics.clear();
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

TEST_CASE("a plan that was saved and read is the same plan") {
  CHECK(rc::check("", [] {
    const Case one;
    const auto& sources = one.workspace->loaded().sources;
    const auto read = plan::from_json(plan::to_json(one.plan, sources));
    RC_ASSERT((read.ok() ? "" : read.error().message) == "");
    RC_ASSERT(plan::to_json(without_findings(read.value()), sources) ==
              plan::to_json(without_findings(one.plan), sources));
    RC_ASSERT(read.value().tenants[0].diagnostics.size() == one.plan.tenants[0].diagnostics.size());
  }));
}

TEST_CASE("a plan that was saved and read does the same") {
  CHECK(rc::check("", [] {
    Case one;
    one.world.tenant().knobs().may_reveal = true;
    const auto read = plan::from_json(plan::to_json(one.plan, one.workspace->loaded().sources));
    RC_ASSERT(read.ok());
    RC_ASSERT(failures(one.world.check_fresh(read.value().tenants[0])) == "");
    RC_ASSERT(failures(one.world.apply(read.value().tenants[0])) == "");
    RC_ASSERT(pending(one.world.plan(*one.workspace)) == "");
  }));
}

TEST_CASE("no value of the environment is in a saved plan") {
  CHECK(rc::check("", [] {
    const Case one;
    const auto text = plan::to_json(one.plan, one.workspace->loaded().sources);
    RC_ASSERT(text.find("s3cret-") == std::string::npos);
    // "s3cret-" in base64, at each of the three offsets that its first byte can have.
    for (const auto* encoded : {"czNjcmV0L", "MzY3JldC", "zM2NyZXQt"})
      RC_ASSERT(text.find(encoded) == std::string::npos);
  }));
}
