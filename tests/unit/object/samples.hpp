#pragma once

#include <string>
#include <utility>
#include <vector>

#include "object/codec/settings_catalog_to_graph.hpp"
#include "object/live.hpp"

/// Objects to begin a test with.
namespace pinwright::object::samples {

inline const std::string kUri = "./Device/Vendor/MSFT/Policy/Config/Area/Name";

inline auto setting(DataType type, SettingValue value, std::string uri = kUri) -> Setting {
  Setting setting;
  setting.key = pinwright::object::SettingKey::of_oma_uri(std::move(uri));
  setting.display_name = "Name";
  setting.type = type;
  setting.value = std::move(value);
  return setting;
}

inline auto text(std::string value, std::string uri = kUri) -> Setting {
  return setting(DataType::String, std::move(value), std::move(uri));
}

/// As a declared setting whose value is `{env.NAME}`, filled in.
inline auto secret(std::string value) -> Setting {
  auto made = text(std::move(value));
  made.secrets = {"NAME"};
  return made;
}

/// As a live setting that was read through its mask.
inline auto revealed(std::string value) -> Setting {
  auto made = text(std::move(value));
  made.revealed_from = "REFERENCE";
  return made;
}

inline auto policy(std::vector<Setting> settings) -> Policy {
  Policy policy;
  policy.display_name = "Policy";
  policy.settings = std::move(settings);
  return policy;
}

inline auto number(std::int32_t value, const std::string& uri) -> Setting {
  return setting(DataType::Integer, value, uri);
}

/// A policy of the settings catalog, as lowering leaves it.
inline auto settled(std::vector<Setting> settings) -> Policy {
  auto made = policy(std::move(settings));
  made.target = Target::SettingsCatalog;
  settings_catalog_settle(made);
  return made;
}

inline auto to_group(std::string id, bool exclude = false) -> Assignment {
  Assignment assignment;
  assignment.exclude = exclude;
  assignment.group.id = std::move(id);
  return assignment;
}

inline auto to_all(Assignment::Target target) -> Assignment {
  Assignment assignment;
  assignment.target = target;
  return assignment;
}

inline const std::string kGroupId = "6f1d2c3b-4a59-4687-9a0b-1c2d3e4f5a6b";
inline const std::string kFilterId = "0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b";
inline const std::string kZeroId = "00000000-0000-0000-0000-000000000000";

}  // namespace pinwright::object::samples
