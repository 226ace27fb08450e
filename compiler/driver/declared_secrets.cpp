#include "driver/declared_secrets.hpp"

#include <set>
#include <string>
#include <variant>

namespace pinwright::driver {

namespace {

using Names = std::set<std::string>;

auto add_settings(const std::vector<model::Setting>& settings, Names& names) -> void {
  for (const auto& setting : settings) {
    if (setting.value_from && setting.value_from->env) names.insert(setting.value_from->env->value);
  }
}

auto add_tenant(const model::Tenant& tenant, Names& names) -> void {
  for (const auto& variable : tenant.vars) {
    if (const auto* from = std::get_if<model::Environment>(&variable.value)) names.insert(from->env.value);
  }
  if (!tenant.auth) return;
  for (const auto& name : {tenant.auth->secret_env, tenant.auth->certificate_password_env}) {
    if (name) names.insert(name->value);
  }
}

auto names_in(const model::Workspace& workspace) -> Names {
  Names names;
  for (const auto& tenant : workspace.tenants.all()) add_tenant(tenant.value, names);
  for (const auto& set : workspace.setting_sets.all()) add_settings(set.value.settings, names);
  for (const auto& policy : workspace.policies.all()) {
    add_settings(policy.value.settings, names);
    for (const auto& one : policy.value.overrides) add_settings(one.settings, names);
  }
  return names;
}

}  // namespace

auto declared_secrets(const model::Workspace& workspace, const base::Variables& variable) -> base::HiddenTexts {
  constexpr std::size_t kShortest = 4;  // less says nothing, and stands everywhere
  base::HiddenTexts secrets(base::HiddenTexts::Cut::AtEitherEnd);
  for (const auto& name : names_in(workspace)) {
    const auto value = variable ? variable(name) : std::nullopt;
    if (value && value->size() >= kShortest) secrets.add(*value, "[redacted]");
  }
  return secrets;
}

}  // namespace pinwright::driver
