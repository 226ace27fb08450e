// saved_plans COUNT: that many plans by chance, as an array of {"shown": what `--output json` prints, "saved": what
// `--out` saves}.

#include <fmt/format.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "plan/file/saved_plan.hpp"
#include "plan/file/write.hpp"
#include "property/scene.hpp"
#include "property/world.hpp"

namespace {

using namespace pinwright;
using namespace pinwright::property;

auto any_plan(int number) -> std::string {
  World world(static_cast<std::uint64_t>(number));
  plan::Plan plan;
  plan.workspace = kWorkspace;
  plan.created_at = "2026-06-01T00:00:00Z";
  plan.tool_version = "1.0.0";
  plan.sources = {{"pinwright.yaml", std::string(64, '0')}};
  if (number % 2 == 0) plan.max_deletes = 3;
  std::string last;
  for (std::uint64_t step = 0; step < 2; ++step) {
    const auto scene = any_scene()(rc::Random(static_cast<std::uint64_t>(number) * 2 + step), 50).value();
    world.environment() = scene.environment;
    // A secret that is missing, so that there are findings with a place.
    if (step == 1 && number % 3 == 0) world.environment().clear();
    world.tenant().knobs().may_reveal = number % 5 != 0;
    const Workspace workspace({{"pinwright.yaml", scene.yaml}});
    auto tenant = world.plan(workspace);
    plan.tenants = {tenant};
    plan::SavedPlan saved;
    saved.workspace = plan.workspace;
    saved.fail_on = "error";
    if (number % 2 == 0) saved.adopt = {"p0"};
    saved.sources = plan.sources;
    saved.tenants = {plan::saved_tenant(tenant, is_left_out(tenant))};
    last = fmt::format("{{\"shown\":{},\"saved\":{}}}", plan::to_json(plan, workspace.loaded().sources),
                       plan::to_json(saved));
    world.tenant().knobs().may_reveal = true;
    static_cast<void>(world.apply(tenant));
  }
  return last;
}

}  // namespace

auto main(int argc, char** argv) -> int {
  const auto count = argc > 1 ? base::to_int(argv[1]).value_or(0) : 0;
  fmt::print("[");
  for (int i = 0; i < count; ++i) fmt::print("{}{}", i == 0 ? "" : ",", any_plan(i));
  fmt::print("]\n");
  return EXIT_SUCCESS;
}
