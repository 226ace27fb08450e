#include "fake/catalog.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <set>

namespace pinwright::fake {

namespace {

/// Beside the token that is shown in its place, a secret is stored in clear.
constexpr auto kToken = "token";

/// Every value of the settings catalog below `json`, children too.
auto for_each_value(Json& json, const std::function<void(Json&)>& act) -> void {
  if (json.is_object() && json.contains("value") && !json["value"].is_structured()) act(json);
  if (!json.is_structured()) return;
  for (auto& child : json) for_each_value(child, act);
}

auto is_secret(const Json& value) -> bool {
  return value.value("@odata.type", "") == "#microsoft.graph.deviceManagementConfigurationSecretSettingValue";
}

auto for_each_secret(Json& json, const std::function<void(Json&)>& act) -> void {
  for_each_value(json, [&](Json& value) {
    if (is_secret(value)) act(value);
  });
}

auto shuffle_children(Json& json, Dice& dice) -> void {
  if (!json.is_structured()) return;
  if (json.is_object() && json.contains("children")) dice.shuffle(json["children"]);
  for (auto& child : json) shuffle_children(child, dice);
}

}  // namespace

auto is_catalog(const Json& policy) -> bool { return policy.contains("technologies"); }

auto catalog_refusal(const Json& body) -> std::optional<std::string> {
  const auto settings = body.value("settings", Json());
  if (!settings.is_array()) return "a policy of the settings catalog has no settings";
  std::set<std::string> ids;
  for (const auto& setting : settings) {
    const auto id = setting.value("settingInstance", Json::object()).value("settingDefinitionId", "");
    if (id.empty()) return "a setting has no definition";
    if (!ids.insert(id).second) return fmt::format("the setting {} stands twice", id);
  }
  return std::nullopt;
}

auto replaced(const Json& policy, const Json& body) -> Json {
  std::map<std::string, std::string> secrets;
  auto before = policy;
  for_each_secret(before["settings"], [&](Json& value) { secrets[value.value(kToken, "")] = value["value"]; });
  auto fresh = body;
  for (const auto* const kept : {"id", "createdDateTime", "assignments"}) fresh[kept] = policy[kept];
  if (!fresh.contains("roleScopeTagIds")) fresh["roleScopeTagIds"] = Json::array({"0"});
  for_each_secret(fresh["settings"], [&](Json& value) {
    const auto known = secrets.find(value["value"].get<std::string>());
    if (value.value("valueState", "") != "encryptedValueToken" || known == secrets.end()) return;
    value[kToken] = known->first;
    value["value"] = known->second;
    value["valueState"] = "notEncrypted";
  });
  return fresh;
}

auto refused_token(const Json& policy) -> std::optional<std::string> {
  auto settings = policy.value("settings", Json::array());
  std::optional<std::string> why;
  for_each_secret(settings, [&](Json& value) {
    if (value.value("valueState", "notEncrypted") != "notEncrypted") why = "a token that is none of this policy's";
  });
  return why;
}

auto give_tokens(Store& store, Json& policy) -> void {
  for_each_secret(policy["settings"], [&](Json& value) {
    if (!value.contains(kToken)) value[kToken] = store.new_id();
  });
}

auto disturb_catalog(Json& policy, Dice& dice) -> void {
  dice.shuffle(policy["settings"]);
  shuffle_children(policy["settings"], dice);
  for_each_secret(policy["settings"], [](Json& value) {
    value["value"] = value[kToken];
    value["valueState"] = "encryptedValueToken";
    value.erase(kToken);
  });
}

}  // namespace pinwright::fake
