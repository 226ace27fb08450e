#include "driver/online_plan.hpp"

#include <utility>

#include "base/parallel.hpp"
#include "driver/online_sources.hpp"
#include "grammar/datetime.hpp"
#include "plan/hide_live.hpp"

namespace pinwright::driver {

namespace {

auto plan_one(const Loaded& loaded, const lower::Deployment& deployment, Connections& connections,
              const PlanOptions& options) -> plan::TenantPlan {
  const auto ref = deployment.tenant;
  plan::DiffOptions diff;
  diff.workspace = loaded.workspace.name.value;
  diff.variable = options.variable;
  diff.adopt = options.adopt;
  diff.replace = options.replace;
  diff.rewrite = options.rewrite;
  diff.is_written = options.is_written;
  diff.awaits_description = options.awaits_description;
  diff.has_written = options.has_written;
  diff.is_left_copy = options.is_left_copy;
  diff.written_as = options.written_as;
  diff.is_applied = options.is_applied;
  diff.catalog = &loaded.catalog;
  diff.login_host = connections.login_host(ref);
  diff.graph_api = loaded.workspace.graph_api;
  diff.masks = options.masks;
  const auto& tenant_id = ref->value.tenant_id.value;
  const auto cache = options.caches != nullptr ? options.caches->of(tenant_id) : nullptr;
  diff.cache = cache.get();
  auto tenant = connections.to(ref);
  auto plan = plan::diff(deployment, *tenant, diff);
  if (cache != nullptr) options.caches->save(tenant_id, *cache);
  if (!options.shows_live) plan::hide_live(plan);
  if (options.keep) options.keep(plan, std::move(tenant));
  return plan;
}

}  // namespace

auto plan_tenants(const Loaded& loaded, std::vector<lower::Deployment> deployments, Connections& connections,
                  const PlanOptions& options) -> std::vector<plan::TenantPlan> {
  std::vector<plan::TenantPlan> plans(deployments.size());
  base::parallel_for(deployments.size(), options.parallel, [&](std::size_t i) {
    const auto deployment = std::move(deployments[i]);
    plans[i] = plan_one(loaded, deployment, connections, options);
  });
  return plans;
}

auto make_plan(Env& env, const Loaded& loaded, std::vector<plan::TenantPlan> tenants, diag::Severity fail_on)
    -> plan::Plan {
  plan::Plan plan;
  plan.workspace = loaded.workspace.name.value;
  plan.created_at = grammar::datetime_of(env.clock());
  plan.tool_version = PINWRIGHT_VERSION;
  plan.graph_api = loaded.workspace.graph_api;
  plan.sources = hash_sources(loaded);
  plan.tenants = std::move(tenants);
  plan.fail_on = fail_on;
  return plan;
}

}  // namespace pinwright::driver
