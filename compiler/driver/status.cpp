#include "driver/status.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "grammar/datetime.hpp"
#include "lower/lower.hpp"
#include "model/select.hpp"
#include "object/codec/codec.hpp"
#include "plan/marker.hpp"
#include "plan/replacement.hpp"

namespace pinwright::driver {

namespace {

auto owned_policies(const std::vector<object::Live>& live, const std::string& workspace, const std::string& tenant_id)
    -> std::vector<PolicyRollout> {
  std::vector<PolicyRollout> owned;
  for (const auto& one : live) {
    const auto marker = plan::marker_in(one.object);
    if (!marker || !object::belongs_to(*marker, workspace, tenant_id)) continue;
    owned.push_back({marker->key, object::display_name_of(one.object), one.id, plan::PolicyStatus{}});
    if (!object::codec_of(object::target_of(one.object)).has_overview)
      owned.back().status = base::Error{"its figures are in Intune's reports, which are not read here", ""};
  }
  std::sort(owned.begin(), owned.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  return owned;
}

/// Of two that name each other, since the files were turned back, the one that was written last stays.
auto is_newer(const object::Live& a, const object::Live& b) -> bool {
  return grammar::datetime_to_seconds(a.last_modified).value_or(0) >
         grammar::datetime_to_seconds(b.last_modified).value_or(0);
}

/// The id of the object whose place `live` takes: its marker says so.
auto id_replaced_by(const object::Live& live) -> std::string {
  const auto marker = plan::marker_in(live.object);
  return marker ? marker->replaces : std::string();
}

/// `live` names `old` as the one whose place it takes.
auto takes_place(const object::Live& live, const object::Live& old) -> bool {
  if (!plan::is_replacement(live, old)) return false;
  return !base::equal_folded(id_replaced_by(old), live.id) || is_newer(live, old);
}

auto note_replaced(const std::vector<object::Live>& lives, std::int64_t after, std::vector<PolicyRollout>& owned)
    -> void {
  std::map<std::string, const object::Live*> by_id;  // folded
  for (const auto& live : lives) by_id.emplace(base::folded(live.id), &live);
  std::set<std::string> owned_ids;
  for (const auto& policy : owned) owned_ids.insert(policy.id);
  for (auto& policy : owned) {
    const auto* live = by_id.at(base::folded(policy.id));
    const auto found = by_id.find(base::folded(id_replaced_by(*live)));
    const auto* old = found == by_id.end() ? nullptr : found->second;
    if (old == nullptr || !owned_ids.contains(old->id) || !takes_place(*live, *old)) continue;
    const auto since = grammar::datetime_to_seconds(live->last_modified);
    policy.replaces = OldObject{old->id, since ? grammar::datetime_of(*since) : std::string(),
                                since ? grammar::datetime_of(*since + after) : std::string()};
  }
}

/// Whose lists have to be there: what is not listed would count as missing.
auto targets_of(const Loaded& loaded, const model::Named<model::Tenant>& tenant) -> std::set<object::Target> {
  std::set<object::Target> targets{object::Target::Custom};
  for (const auto& policy : loaded.workspace.policies.all()) {
    if (policy.broken || !model::applies(policy.value, tenant)) continue;
    const auto& target = lower::target_of(policy.value, loaded.workspace.policy_defaults, &tenant);
    if (target) targets.insert(target->value);
  }
  return targets;
}

auto missing_policies(const Loaded& loaded, const model::Named<model::Tenant>& tenant,
                      const std::vector<PolicyRollout>& owned) -> std::vector<std::string> {
  std::vector<std::string> missing;
  if (tenant.value.offboard) return missing;
  std::set<std::string> keys;
  for (const auto& policy : owned) keys.insert(policy.key);
  for (const auto& policy : loaded.workspace.policies.all()) {
    if (policy.broken || !model::applies(policy.value, tenant)) continue;
    if (!keys.contains(policy.name.value)) missing.push_back(policy.name.value);
  }
  std::sort(missing.begin(), missing.end());
  return missing;
}

auto read_tenant(const Loaded& loaded, const model::Named<model::Tenant>& tenant, plan::Tenant& live,
                 std::int64_t replace_after) -> TenantRollout {
  TenantRollout rollout{tenant.name.value, tenant.value.tenant_id.value, {}, {}, {}};
  if (const auto right = plan::expect_tenant(live, rollout.tenant_id); !right.ok()) {
    rollout.unusable = right.error();
    return rollout;
  }
  plan::Question question;
  question.policies = true;
  question.targets = targets_of(loaded, tenant);
  const auto answer = live.ask(question);
  if (!answer.policies.ok()) {
    rollout.unusable = answer.policies.error();
    return rollout;
  }
  rollout.policies = owned_policies(answer.policies.value(), loaded.workspace.name.value, rollout.tenant_id);
  note_replaced(answer.policies.value(), replace_after, rollout.policies);
  rollout.missing = missing_policies(loaded, tenant, rollout.policies);
  std::vector<std::string> ids;
  std::vector<PolicyRollout*> asked;
  for (auto& policy : rollout.policies) {
    if (!policy.status.ok()) continue;
    ids.push_back(policy.id);
    asked.push_back(&policy);
  }
  auto figures = live.devices().status(ids);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (plan::is_gone(figures[i]) && !rollout.unusable) rollout.unusable = figures[i].error();
    asked[i]->status = std::move(figures[i]);
  }
  return rollout;
}

}  // namespace

auto read_rollout(const Loaded& loaded, const std::vector<lower::TenantRef>& tenants, Connections& connections,
                  const RolloutOptions& options) -> std::vector<TenantRollout> {
  std::vector<TenantRollout> rollouts(tenants.size());
  base::parallel_for(tenants.size(), options.parallel, [&](std::size_t i) {
    const auto live = connections.to(tenants[i]);
    rollouts[i] = read_tenant(loaded, *tenants[i], *live, options.replace_after);
  });
  return rollouts;
}

}  // namespace pinwright::driver
