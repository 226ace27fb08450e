#include "object/foreign_from_graph.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_parse.hpp"
#include "base/text.hpp"
#include "object/codec/assignments_from_graph.hpp"
#include "object/foreign_value.hpp"

namespace pinwright::object {

using Json = nlohmann::json;

namespace {

constexpr std::string_view kIdentityProtection = "windowsIdentityProtectionConfiguration";
constexpr std::string_view kEnrolmentState = "state";

auto all_properties() -> const std::vector<NodeProperty>& {
  static const auto kAll = [] {
    std::vector<NodeProperty> all;
    for (const auto& property : csp::GraphProperties::built_in().all()) {
      for (const auto& uri : property.nodes) {
        auto& one = all.emplace_back(NodeProperty{&property, SettingKey::of_oma_uri(uri), {}});
        one.node = node_id(one.key, {});
      }
    }
    return all;
  }();
  return kAll;
}

auto text_in(const Json& entity, const char* name) -> std::string {
  const auto found = entity.is_object() ? entity.find(name) : entity.end();
  return found != entity.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The value of "a.b", names in any letter case; nullptr: it is not there.
auto value_at(const Json& entity, std::string_view path) -> const Json* {
  const auto* at = &entity;
  for (const auto name : base::split(path, '.')) {
    if (!at->is_object()) return nullptr;
    auto found = at->find(std::string(name));
    if (found == at->end()) {
      for (found = at->begin(); found != at->end() && !base::equal_folded(found.key(), name);) ++found;
    }
    if (found == at->end()) return nullptr;
    at = &*found;
  }
  return at;
}

auto take_properties(const Json& entity, std::span<const NodeProperty> wanted, std::string_view type,
                     ForeignPolicy& policy) -> void {
  for (const auto& one : wanted) {
    if (!type.ends_with(one.property->type)) continue;
    const auto* value = value_at(entity, one.property->name);
    if (value != nullptr && is_set(*value, one.property->false_is_value))
      policy.settings.push_back(node_setting(one, *value));
  }
}

/// Of an intent: `valueJson` is the value as JSON text, `value` the value itself where it is a scalar.
auto value_of_intent(const Json& setting) -> Json {
  auto parsed = base::parse_json(text_in(setting, "valueJson"));
  if (parsed.ok()) return std::move(parsed).value();
  const auto found = setting.find("value");
  return found == setting.end() ? Json() : *found;
}

}  // namespace

auto properties_that_set(const std::set<std::string>& nodes) -> std::vector<NodeProperty> {
  std::vector<NodeProperty> wanted;
  // Most questions are about none: the list is not read for them.
  if (nodes.empty()) return wanted;
  for (const auto& one : all_properties()) {
    if (nodes.contains(one.node)) wanted.push_back(one);
  }
  return wanted;
}

auto take_assignments(ForeignPolicy& policy, const Json& list) -> void {
  auto assignments = assignments_in(list);
  if (assignments.ok()) {
    policy.assignments = std::move(assignments).value();
  } else {
    policy.unreadable = assignments.error().message;
  }
}

auto foreign_from_graph(const Json& entity, PolicyKind kind) -> ForeignPolicy {
  ForeignPolicy policy;
  policy.kind = kind;
  policy.id = text_in(entity, "id");
  policy.display_name = text_in(entity, "displayName");
  const auto list = entity.is_object() ? entity.find("assignments") : entity.end();
  if (entity.is_object() && list != entity.end()) take_assignments(policy, *list);
  return policy;
}

auto typed_policy_from_graph(const Json& entity, std::span<const NodeProperty> wanted) -> ForeignPolicy {
  const auto type = text_in(entity, "@odata.type");
  const bool is_identity = type.ends_with(kIdentityProtection);
  auto policy =
      foreign_from_graph(entity, is_identity ? PolicyKind::IdentityProtection : PolicyKind::DeviceConfiguration);
  take_properties(entity, wanted, type, policy);
  return policy;
}

auto enrolment_from_graph(const Json& entity, std::span<const NodeProperty> wanted) -> ForeignPolicy {
  constexpr std::string_view kTenantWide = "_defaultwindowshelloforbusiness";
  auto policy = foreign_from_graph(entity, PolicyKind::Enrolment);
  if (base::folded(policy.id).ends_with(kTenantWide)) {
    policy.assignments.assign(1, Assignment());
    policy.assignments.front().target = Assignment::Target::AllUsers;
  }
  const auto state = text_in(entity, "state");
  if (state != "enabled" && state != "disabled") return policy;
  take_properties(entity, wanted, kEnrolmentType, policy);
  if (state == "disabled")
    std::erase_if(policy.settings, [](const NodeSetting& one) { return one.property != kEnrolmentState; });
  return policy;
}

auto intent_settings_from_graph(const Json& list, std::span<const NodeProperty> wanted) -> IntentSettings {
  constexpr std::string_view kPrefix = "deviceConfiguration--";
  IntentSettings out;
  if (!list.is_array()) return out;
  for (const auto& setting : list) {
    const auto id = text_in(setting, "definitionId");
    const auto value = value_of_intent(setting);
    const auto name = std::string_view(id).substr(std::min(id.size(), kPrefix.size()));
    const auto underscore = name.find('_');
    const auto type = name.substr(0, underscore);
    const bool is_told = id.starts_with(kPrefix) && underscore != std::string_view::npos &&
                         !csp::GraphProperties::built_in().of_type(type).empty();
    if (!is_told) {
      if (is_set(value, false)) ++out.untold;
      continue;
    }
    const auto property = name.substr(underscore + 1);
    for (const auto& one : wanted) {
      if (base::equal_folded(one.property->type, type) && base::equal_folded(one.property->name, property) &&
          is_set(value, one.property->false_is_value))
        out.settings.push_back(node_setting(one, value));
    }
  }
  return out;
}

auto template_kind(const Json& entity) -> std::optional<PolicyKind> {
  const auto reference = entity.is_object() ? entity.find("templateReference") : entity.end();
  if (!entity.is_object() || reference == entity.end() || text_in(*reference, "templateId").empty())
    return std::nullopt;
  const auto family = text_in(*reference, "templateFamily");
  if (family == "baseline") return PolicyKind::SecurityBaseline;
  return family.starts_with("endpointSecurity") ? std::optional(PolicyKind::EndpointSecurity) : std::nullopt;
}

}  // namespace pinwright::object
