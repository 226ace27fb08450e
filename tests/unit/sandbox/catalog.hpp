#pragma once

#include <string>
#include <vector>

#include "unit/sandbox/local.hpp"

/// Bodies of the settings catalog, in the shape of real exports.
namespace pinwright::sandbox::test {

inline constexpr auto kCatalog = "/beta/deviceManagement/configurationPolicies";

inline auto catalog_type(const std::string& name) -> std::string {
  return "#microsoft.graph.deviceManagementConfiguration" + name;
}

inline auto simple(const std::string& id, const json& value, const std::string& type = "IntegerSettingValue") -> json {
  return {{"@odata.type", catalog_type("SimpleSettingInstance")},
          {"settingDefinitionId", id},
          {"simpleSettingValue", {{"@odata.type", catalog_type(type)}, {"value", value}}}};
}
inline auto choice(const std::string& id, const std::string& option, const json& children = json::array()) -> json {
  return {{"@odata.type", catalog_type("ChoiceSettingInstance")},
          {"settingDefinitionId", id},
          {"choiceSettingValue", {{"value", option}, {"children", children}}}};
}
/// A collection with one group.
inline auto group(const std::string& id, const json& children) -> json {
  return {{"@odata.type", catalog_type("GroupSettingCollectionInstance")},
          {"settingDefinitionId", id},
          {"groupSettingCollectionValue", json::array({{{"children", children}}})}};
}
inline auto secret(const std::string& id, const std::string& value, const std::string& state) -> json {
  auto instance = simple(id, value, "SecretSettingValue");
  instance["simpleSettingValue"]["valueState"] = state;
  return instance;
}

inline auto catalog_policy(const std::vector<json>& instances, const std::string& name = "Catalog") -> json {
  json settings = json::array();
  for (const auto& instance : instances) settings.push_back({{"settingInstance", instance}});
  return {{"name", name}, {"platforms", "windows10"}, {"technologies", "mdm"}, {"settings", settings}};
}

/// The definitions that the tests with definitions know:
/// - `lock`, an integer from 1 to 9; `owner`, a text of at most 5 characters; `key`, a secret; `names`, 1 to 3 texts
/// - `log`, a choice of `log_0`, and `log_1`, which needs the child `log_size` and may have `log_path`
/// - `hello`, a group collection of `hello_pin`, a choice, at most once
inline auto definitions() -> json {
  const auto base = [](const std::string& form, const std::string& id, const std::string& root) {
    return json{{"@odata.type", catalog_type(form)}, {"id", id}, {"rootDefinitionId", root}};
  };
  const auto ruled = [&](json definition, const std::string& rule, const json& more) {
    definition["valueDefinition"] = {{"@odata.type", catalog_type(rule)}};
    definition["valueDefinition"].update(more);
    return definition;
  };
  const auto option = [](const std::string& id, const json& children) {
    return json{{"itemId", id}, {"dependedOnBy", children}};
  };
  const auto child = [](const std::string& id, bool required) {
    return json{{"dependedOnBy", id}, {"required", required}};
  };
  auto names = ruled(base("SimpleSettingCollectionDefinition", "names", "names"), "StringSettingValueDefinition",
                     json::object());
  names.update({{"minimumCount", 1}, {"maximumCount", 3}});
  auto log = base("ChoiceSettingDefinition", "log", "log");
  log["options"] = {option("log_0", json::array()),
                    option("log_1", json::array({child("log_size", true), child("log_path", false)}))};
  auto pin = base("ChoiceSettingDefinition", "hello_pin", "hello");
  pin["options"] = {option("hello_pin_true", json::array()), option("hello_pin_false", json::array())};
  auto hello = base("SettingGroupCollectionDefinition", "hello", "hello");
  hello.update({{"childIds", {"hello_pin"}}, {"minimumCount", 0}, {"maximumCount", 1}});
  return {
      ruled(base("SimpleSettingDefinition", "lock", "lock"), "IntegerSettingValueDefinition",
            {{"minimumValue", 1}, {"maximumValue", 9}}),
      ruled(base("SimpleSettingDefinition", "owner", "owner"), "StringSettingValueDefinition", {{"maximumLength", 5}}),
      ruled(base("SimpleSettingDefinition", "key", "key"), "StringSettingValueDefinition", {{"isSecret", true}}),
      ruled(base("SimpleSettingDefinition", "log_size", "log"), "IntegerSettingValueDefinition", json::object()),
      ruled(base("SimpleSettingDefinition", "log_path", "log"), "StringSettingValueDefinition", json::object()),
      names,
      log,
      pin,
      hello};
}

/// A tenant whose sandbox knows `definitions()`.
inline auto defined_seed(const json& more = json::object()) -> json {
  auto with = seed(more);
  with["configurationSettings"] = definitions();
  return with;
}

/// Every page of a list, by its next links.
inline auto all_pages(Local& local, const std::string& first) -> std::vector<json> {
  std::vector<json> pages;
  std::string target = first;
  while (!target.empty()) {
    const auto answer = local.get(target);
    CAPTURE(target, answer.body);
    REQUIRE(answer.status == 200);
    pages.push_back(answer.body.at("value"));
    const auto next = answer.body.value("@odata.nextLink", "");
    target = next.empty() ? "" : next.substr(std::string(kUrl).size());
  }
  return pages;
}

}  // namespace pinwright::sandbox::test
