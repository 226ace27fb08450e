#include "lower/lower.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "grammar/oma_uri.hpp"
#include "lower/admx_setting.hpp"
#include "lower/assignments.hpp"
#include "lower/bound_name.hpp"
#include "lower/fill.hpp"
#include "lower/pin_recovery.hpp"
#include "lower/settings.hpp"
#include "model/select.hpp"

namespace pinwright::lower {

namespace {

auto fill_optional(const Filler& filler, const std::optional<model::Text>& text, const std::string& path)
    -> std::optional<Filled> {
  if (!text) return std::nullopt;
  return filler.fill(*text, path);
}
auto fill_optional(const Filler&, std::optional<model::Text>&&, const std::string&) -> std::optional<Filled> = delete;

/// A policy with the overrides that match the tenant merged in, as pointers into the workspace.
struct Effective {
  const model::Text* display_name;
  const std::optional<model::Text>* description;
  const std::optional<model::Assignments>* assignments;
  const std::optional<std::vector<model::Text>>* scope_tags;
  std::optional<model::PinRecovery> pin_recovery;
  const std::optional<model::Located<object::Target>>* target;
};

auto effective(const model::Policy& policy, const model::PolicyDefaults& defaults, TenantRef tenant) -> Effective {
  Effective result{&policy.display_name,
                   &policy.description,
                   &policy.assignments,
                   &policy.scope_tags,
                   policy.pin_recovery.as_optional(),
                   &target_of(policy, defaults, tenant)};
  for (const auto& exception : policy.overrides) {
    if (!model::selects(exception.tenants, *tenant)) continue;
    if (exception.display_name) result.display_name = &*exception.display_name;
    if (exception.description) result.description = &exception.description;
    if (exception.assignments) result.assignments = &exception.assignments;
    if (exception.scope_tags) result.scope_tags = &exception.scope_tags;
    if (!exception.pin_recovery) continue;
    if (result.pin_recovery) {
      merge_pin_recovery(*exception.pin_recovery, *result.pin_recovery);
    } else {
      result.pin_recovery = *exception.pin_recovery;
    }
  }
  return result;
}

auto lower_policy(const Input& input, Scope& scope, const model::Named<model::Policy>& declared, diag::Sink& sink)
    -> Policy {
  const Filler filler(scope, input.sources, sink);
  const auto* tenant = scope.tenant();
  const std::string path = "policies." + declared.name.value;
  const auto merged = effective(declared.value, input.workspace.policy_defaults, tenant);
  Policy policy;
  policy.declared = &declared;
  if (const auto& target = *merged.target) {
    policy.target = target->value;
    policy.target_span = target->span;
  }
  policy.display_name = filler.fill_or_keep(*merged.display_name, path + ".displayName");
  policy.description = fill_optional(filler, *merged.description, path + ".description");
  policy.pin_recovery = merged.pin_recovery;
  policy.scope_tags = *merged.scope_tags;
  if (policy.pin_recovery) policy.settings = pin_recovery_settings(*policy.pin_recovery, tenant, input.catalog);
  for (auto& setting : lower_settings(input, scope, declared, sink)) policy.settings.push_back(std::move(setting));
  if (*merged.assignments) {
    policy.manages_assignments = true;
    policy.assignments_span = (*merged.assignments)->span;
    policy.targets = lower_targets(**merged.assignments, input.workspace, filler);
  }
  return policy;
}

/// Where the groups and the filters that this program makes differ.
struct GroupKeys {
  static constexpr std::string_view kSection = "groups";
  static constexpr std::string_view kRule = "membershipRule";
  static auto rule_of(const model::Group& group) -> auto& { return group.membership_rule; }
};
struct FilterKeys {
  static constexpr std::string_view kSection = "filters";
  static constexpr std::string_view kRule = "rule";
  static auto rule_of(const model::Filter& filter) -> auto& { return filter.rule; }
};

template <class Keys, class T>
auto managed(const Input& input, Scope& scope, const model::Index<T>& objects, diag::Sink& sink)
    -> std::vector<ManagedObject> {
  const Filler filler(scope, input.sources, sink);
  std::vector<ManagedObject> made;
  for (const auto& [name, object, broken] : objects.all()) {
    const auto* binding = scope.binding(name.value);
    if (broken || !object.create || !object.create->value || (binding != nullptr && binding->value.none)) continue;
    const std::string path = fmt::format("{}.{}", Keys::kSection, name.value);
    made.push_back({name.value, bound_name(filler, Keys::kSection, name.value, object.display_name),
                    fill_optional(filler, Keys::rule_of(object), fmt::format("{}.{}", path, Keys::kRule)),
                    fill_optional(filler, object.description, path + ".description"), false});
  }
  return made;
}

auto mark_used(Deployment& deployment) -> void {
  std::unordered_set<std::string_view> groups;
  std::unordered_set<std::string_view> filters;
  for (const auto& policy : deployment.policies) {
    for (const auto& target : policy.targets) {
      if (target.group != nullptr) groups.insert(target.group->name.value);
      if (target.filter != nullptr) filters.insert(target.filter->name.value);
    }
  }
  for (auto& group : deployment.groups) group.used = groups.count(group.key) != 0;
  for (auto& filter : deployment.filters) filter.used = filters.count(filter.key) != 0;
}

}  // namespace

auto target_of(const model::Policy& policy, const model::PolicyDefaults& defaults, TenantRef tenant)
    -> const std::optional<model::Located<object::Target>>& {
  const auto* target = policy.target ? &policy.target : &defaults.target;
  for (const auto& exception : policy.overrides) {
    if (exception.target && model::selects(exception.tenants, *tenant)) target = &exception.target;
  }
  return *target;
}

auto lower(const Input& input, TenantRef tenant, diag::Sink& sink) -> Deployment {
  Deployment deployment;
  deployment.tenant = tenant;
  if (tenant->broken || tenant->value.offboard) return deployment;
  Scope scope(tenant);
  for (const auto* policy : input.policies.of(*tenant))
    deployment.policies.push_back(lower_policy(input, scope, *policy, sink));
  std::sort(deployment.policies.begin(), deployment.policies.end(),
            [](const Policy& a, const Policy& b) { return a.name() < b.name(); });
  deployment.ingested = ingested_admx(deployment, input.admx_files);
  type_payloads(deployment);
  deployment.groups = managed<GroupKeys>(input, scope, input.workspace.groups, sink);
  deployment.filters = managed<FilterKeys>(input, scope, input.workspace.filters, sink);
  mark_used(deployment);
  return deployment;
}

}  // namespace pinwright::lower
