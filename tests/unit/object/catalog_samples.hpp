#pragma once

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "object/codec/settings_catalog.hpp"
#include "unit/object/samples.hpp"

/// Bodies of the settings catalog to begin a test with.
namespace pinwright::object::samples {

using Json = nlohmann::ordered_json;

inline const std::string kPassport =
    "./Device/Vendor/MSFT/PassportForWork/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63/Policies/";
inline const std::string kConfig = "./Device/Vendor/MSFT/Policy/Config/";
inline const std::string kTypes = "#microsoft.graph.deviceManagementConfiguration";

/// The settingInstances of the body.
inline auto instances(std::vector<Setting> settings) -> Json {
  auto made = Json::array();
  const auto body = settings_catalog_to_graph(settled(std::move(settings)));
  for (const auto& one : body["settings"]) made.push_back(one["settingInstance"]);
  return made;
}

inline auto read_back(const Json& body) -> Policy {
  auto answer = nlohmann::json::parse(body.dump());
  answer["id"] = kGroupId;
  auto live = settings_catalog_from_graph(answer, nullptr);
  INFO((live.ok() ? std::string() : live.error().message));
  REQUIRE(live.ok());
  return std::get<Policy>(live.value().object);
}

inline auto text_at(const Policy& policy, std::size_t index) -> std::string {
  return text_of(policy.settings.at(index).value).value();
}

}  // namespace pinwright::object::samples
