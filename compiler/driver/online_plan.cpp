#include "driver/online_plan.hpp"

#include <utility>

#include "base/parallel.hpp"
#include "driver/online_sources.hpp"
#include "driver/utc.hpp"
#include "lower/lower.hpp"
#include "plan/diff/diff.hpp"

namespace pinwright::driver {

namespace {

auto plan_one(Env& env, const Loaded& loaded, lower::TenantRef ref, Connections& connections,
              const PlanOptions& options) -> plan::TenantPlan {
  diag::Sink reported_before;
  const auto deployment = lower::lower(loaded.input(), ref, reported_before);
  plan::DiffOptions diff;
  diff.workspace = loaded.workspace.name.value;
  diff.variable = env.variable;
  diff.adopt = options.adopt;
  diff.graph_host = connections.login_host(ref);
  diff.graph_api = loaded.workspace.graph_api;
  auto tenant = connections.to(ref);
  auto plan = plan::diff(deployment, *tenant, diff);
  if (options.keep) options.keep(plan, std::move(tenant));
  return plan;
}

}  // namespace

auto plan_tenants(Env& env, const Loaded& loaded, const std::vector<lower::TenantRef>& tenants,
                  Connections& connections, const PlanOptions& options) -> std::vector<plan::TenantPlan> {
  std::vector<plan::TenantPlan> plans(tenants.size());
  base::parallel_for(tenants.size(), options.parallel,
                     [&](std::size_t i) { plans[i] = plan_one(env, loaded, tenants[i], connections, options); });
  return plans;
}

auto make_plan(Env& env, const Loaded& loaded, std::vector<plan::TenantPlan> tenants) -> plan::Plan {
  plan::Plan plan;
  plan.workspace = loaded.workspace.name.value;
  plan.created_at = rfc3339(env.clock());
  plan.tool_version = PINWRIGHT_VERSION;
  plan.graph_api = loaded.workspace.graph_api;
  plan.sources = hash_sources(loaded);
  plan.tenants = std::move(tenants);
  return plan;
}

}  // namespace pinwright::driver
