#include "check/variable_uses.hpp"

#include <variant>

namespace pinwright::check {

VariableUses::VariableUses(const model::Workspace& workspace) {
  for (const auto& policy : workspace.policies.all()) add(policy.value);
  for (const auto& set : workspace.setting_sets.all()) add(set.value.settings);
  for (const auto& group : workspace.groups.all()) {
    add(group.value.display_name);
    add_optional(group.value.membership_rule);
    add_optional(group.value.description);
  }
  for (const auto& filter : workspace.filters.all()) {
    add(filter.value.display_name);
    add_optional(filter.value.rule);
    add_optional(filter.value.description);
  }
  for (const auto& tenant : workspace.tenants.all()) add(tenant.value);
}

auto VariableUses::add(std::string_view text) -> void {
  constexpr std::string_view kBegin = "{vars.";
  for (auto at = text.find(kBegin); at != std::string_view::npos; at = text.find(kBegin, at)) {
    at += kBegin.size();
    const auto end = text.find_first_of("{}\n", at);
    if (end != std::string_view::npos && text[end] == '}') names_.insert(text.substr(at, end - at));
  }
}

auto VariableUses::add(const std::vector<model::Setting>& settings) -> void {
  for (const auto& setting : settings) {
    add(setting.oma_uri);
    if (setting.value) add(std::string_view(setting.value->spelled()));
    add_optional(setting.display_name);
    add_optional(setting.description);
    if (setting.admx) add(*setting.admx);
    if (!setting.value_from) continue;
    add_optional(setting.value_from->file);
    add_optional(setting.value_from->env);
    const auto& placeholders = setting.value_from->placeholders;
    is_complete_ = is_complete_ && !(placeholders && placeholders->value);
  }
}

auto VariableUses::add(const model::Admx& admx) -> void {
  for (const auto& element : admx.elements) {
    if (const auto* value = std::get_if<model::Value>(&element.value)) add(std::string_view(value->spelled()));
    if (const auto* items = std::get_if<std::vector<model::Value>>(&element.value)) {
      for (const auto& item : *items) add(std::string_view(item.spelled()));
    }
    if (const auto* pairs = std::get_if<model::AdmxElement::Pairs>(&element.value)) {
      for (const auto& [name, value] : *pairs) {
        add(name);
        add(std::string_view(value.spelled()));
      }
    }
  }
}

auto VariableUses::add(const model::Policy& policy) -> void {
  add(policy.display_name);
  add_optional(policy.description);
  add(policy.settings);
  for (const auto& exception : policy.overrides) {
    add_optional(exception.display_name);
    add_optional(exception.description);
    add(exception.settings);
    for (const auto& uri : exception.remove_settings) add(uri);
  }
}

auto VariableUses::add(const model::TenantSettings& tenant) -> void {
  for (const auto& binding : tenant.groups) add_optional(binding.value.display_name);
}

}  // namespace pinwright::check
