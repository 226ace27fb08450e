#include "driver/status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/parallel.hpp"
#include "model/select.hpp"
#include "object/codec/codec.hpp"
#include "object/marker.hpp"

namespace pinwright::driver {

namespace {

auto owned_policies(const std::vector<object::Live>& live, const std::string& workspace) -> std::vector<PolicyRollout> {
  std::vector<PolicyRollout> owned;
  for (const auto& one : live) {
    const auto marker = object::split_description(object::description_of(one.object).value_or("")).marker;
    if (!marker || marker->workspace != workspace) continue;
    owned.push_back({marker->key, object::display_name_of(one.object), one.id, plan::PolicyStatus{}});
    const auto& codec = object::codec_of(object::target_of(one.object));
    if (!codec.has_overview)
      owned.back().status = base::Error{fmt::format("Microsoft Graph keeps no figures of a {}", codec.noun), ""};
  }
  std::sort(owned.begin(), owned.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  return owned;
}

auto missing_policies(const Loaded& loaded, const model::Named<model::Tenant>& tenant,
                      const std::vector<PolicyRollout>& owned) -> std::vector<std::string> {
  std::vector<std::string> missing;
  if (tenant.value.offboard) return missing;
  for (const auto& policy : loaded.workspace.policies.all()) {
    if (policy.broken || !model::applies(policy.value, tenant)) continue;
    const auto is_it = [&](const PolicyRollout& one) { return one.key == policy.name.value; };
    if (std::none_of(owned.begin(), owned.end(), is_it)) missing.push_back(policy.name.value);
  }
  std::sort(missing.begin(), missing.end());
  return missing;
}

auto read_tenant(const Loaded& loaded, const model::Named<model::Tenant>& tenant, plan::Tenant& live) -> TenantRollout {
  TenantRollout rollout{tenant.name.value, tenant.value.tenant_id.value, {}, {}, {}};
  plan::Question question;
  question.policies = true;
  const auto answer = live.ask(question);
  if (!answer.policies.ok()) {
    rollout.unusable = answer.policies.error();
    return rollout;
  }
  rollout.policies = owned_policies(answer.policies.value(), loaded.workspace.name.value);
  rollout.missing = missing_policies(loaded, tenant, rollout.policies);
  std::vector<std::string> ids;
  std::vector<PolicyRollout*> asked;
  for (auto& policy : rollout.policies) {
    if (!policy.status.ok()) continue;
    ids.push_back(policy.id);
    asked.push_back(&policy);
  }
  auto figures = live.devices().status(ids);
  for (std::size_t i = 0; i < figures.size(); ++i) asked[i]->status = std::move(figures[i]);
  return rollout;
}

}  // namespace

auto read_rollout(const Loaded& loaded, const std::vector<lower::TenantRef>& tenants, Connections& connections,
                  unsigned parallel) -> std::vector<TenantRollout> {
  std::vector<TenantRollout> rollouts(tenants.size());
  base::parallel_for(tenants.size(), parallel, [&](std::size_t i) {
    const auto live = connections.to(tenants[i]);
    rollouts[i] = read_tenant(loaded, *tenants[i], *live);
  });
  return rollouts;
}

}  // namespace pinwright::driver
