#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "sandbox/json_text.hpp"

namespace pinwright::sandbox {

/// Which property holds the values of a setting instance of this type, and whether it is a list of them.
struct ValuePlace {
  std::string_view instance;  ///< type, behind `deviceManagementConfiguration`
  const char* key;
  bool is_list;
};
inline constexpr ValuePlace kValuePlaces[] = {
    {"ChoiceSettingInstance", "choiceSettingValue", false},
    {"ChoiceSettingCollectionInstance", "choiceSettingCollectionValue", true},
    {"GroupSettingInstance", "groupSettingValue", false},
    {"GroupSettingCollectionInstance", "groupSettingCollectionValue", true},
    {"SimpleSettingInstance", "simpleSettingValue", false},
    {"SimpleSettingCollectionInstance", "simpleSettingCollectionValue", true},
};

/// `#microsoft.graph.deviceManagementConfigurationX` -> `X`.
[[nodiscard]] inline auto short_type(const nlohmann::json& object) -> std::string {
  constexpr std::string_view kPrefix = "deviceManagementConfiguration";
  auto name = text_of(object, "@odata.type");
  const auto at = name.find(kPrefix);
  return at == std::string::npos ? name : name.substr(at + kPrefix.size());
}

/// Calls `visit(value)` for each value of an instance. `Json` is json or const json.
template <class Json, class Visit>
auto for_each_value(Json& instance, Visit visit) -> void {
  const auto type = short_type(instance);
  for (const auto& place : kValuePlaces) {
    if (place.instance != type) continue;
    const auto found = instance.find(place.key);
    if (found == instance.end() || found->is_null()) return;
    if (!place.is_list) return visit(*found);
    for (auto& value : *found) visit(value);
  }
}

/// Calls `visit(instance, value)` for each value of these instances and their children.
template <class Json, class Visit>
auto for_each_value_below(Json& instances, const Visit& visit) -> void {
  for (auto& instance : instances) {
    for_each_value(instance, [&](auto& value) {
      visit(instance, value);
      const auto children = value.find("children");
      if (children != value.end() && !children->is_null()) for_each_value_below(*children, visit);
    });
  }
}

}  // namespace pinwright::sandbox
