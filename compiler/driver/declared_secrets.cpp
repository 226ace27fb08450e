#include "driver/declared_secrets.hpp"

#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "lower/fill.hpp"
#include "lower/scope.hpp"

namespace pinwright::driver {

namespace {

using Names = std::set<std::string>;

using Texts = std::vector<const model::Text*>;

auto add_settings(const std::vector<model::Setting>& settings, Texts& texts) -> void {
  for (const auto& setting : settings) {
    if (setting.value_from && setting.value_from->env) texts.push_back(&*setting.value_from->env);
  }
}

/// Names as the files write them, with placeholders.
auto names_of_settings(const model::Workspace& workspace) -> Texts {
  Texts texts;
  for (const auto& set : workspace.setting_sets.all()) add_settings(set.value.settings, texts);
  for (const auto& policy : workspace.policies.all()) {
    add_settings(policy.value.settings, texts);
    for (const auto& one : policy.value.overrides) add_settings(one.settings, texts);
  }
  return texts;
}

/// A tenant whose variable a placeholder lacks has no value for it; that is a finding of the checks.
auto add_filled(const Loaded& loaded, const Texts& texts, Names& names) -> void {
  Texts to_fill;
  for (const auto* text : texts) {
    if (lower::has_placeholder(text->value)) {
      to_fill.push_back(text);
    } else {
      names.insert(text->value);
    }
  }
  if (to_fill.empty()) return;
  for (const auto& tenant : loaded.workspace.tenants.all()) {
    lower::Scope scope(&tenant);
    diag::Sink said_elsewhere;
    const lower::Filler filler(scope, loaded.sources, said_elsewhere);
    for (const auto* text : to_fill) {
      if (auto filled = filler.fill(*text, {})) names.insert(std::move(filled->text));
    }
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

auto names_in(const Loaded& loaded) -> Names {
  Names names;
  for (const auto& tenant : loaded.workspace.tenants.all()) add_tenant(tenant.value, names);
  add_filled(loaded, names_of_settings(loaded.workspace), names);
  return names;
}

}  // namespace

auto declared_secrets(const Loaded& loaded, const base::Variables& variable) -> base::HiddenTexts {
  base::HiddenTexts secrets(base::HiddenTexts::Cut::AtEitherEnd);
  for (const auto& name : names_in(loaded)) {
    const auto value = variable ? variable(name) : std::nullopt;
    if (value) secrets.add(*value, "[redacted]");
  }
  return secrets;
}

}  // namespace pinwright::driver
