#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "object/data_type.hpp"

/// Intune objects as values, as a tenant would hold them. What is not known without the tenant stays symbolic.
namespace pinwright::object {

/// One value of an omaSetting. Text is that of the type: String the text, StringXml the XML, DateTime RFC 3339 in UTC,
/// Base64 base64.
using SettingValue = std::variant<bool, std::int32_t, float, std::string>;

struct OmaSetting {
  std::string oma_uri;
  std::string display_name;
  std::optional<std::string> description;
  DataType type = DataType::String;
  SettingValue value;
  std::string file_name;             ///< StringXml and Base64; empty: none
  std::vector<std::string> secrets;  ///< environment variables whose `{env.NAME}` stands in the value
};

/// windows10CustomConfiguration. An absent description or scope tag list is not managed.
struct CustomPolicy {
  std::string display_name;
  std::optional<std::string> description;
  std::vector<OmaSetting> settings;
  std::optional<std::vector<std::string>> scope_tags;  ///< display names
};

/// Something of the tenant that is known by name in the files: a group or a filter.
struct Reference {
  std::string key;           ///< name in the workspace
  std::string display_name;  ///< in this tenant; empty when only the id is given
  std::string id;            ///< empty: found out at plan time
};

struct FilterUse {
  Reference filter;
  bool exclude = false;
};

struct Assignment {
  enum class Target : std::uint8_t { Group, AllDevices, AllUsers } target = Target::Group;
  bool exclude = false;
  Reference group;  ///< Target::Group
  std::optional<FilterUse> filter;
};

}  // namespace pinwright::object
