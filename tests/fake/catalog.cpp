#include "fake/catalog.hpp"

#include <fmt/format.h>

#include <set>

namespace pinwright::fake {

namespace {

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
  auto fresh = body;
  for (const auto* const kept : {"id", "createdDateTime", "assignments"}) fresh[kept] = policy[kept];
  if (!fresh.contains("roleScopeTagIds")) fresh["roleScopeTagIds"] = Json::array({"0"});
  return fresh;
}

auto disturb_catalog(Json& policy, Dice& dice) -> void {
  dice.shuffle(policy["settings"]);
  shuffle_children(policy["settings"], dice);
}

}  // namespace pinwright::fake
