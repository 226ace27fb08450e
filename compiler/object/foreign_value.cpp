#include "object/foreign_value.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <variant>

#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "object/codec/catalog_place.hpp"

namespace pinwright::object {

using Json = nlohmann::json;

namespace {

/// Of configurationUsage and windowsHelloForBusinessPinUsage, as values of PINComplexity; of enablement.
constexpr std::array<std::pair<std::string_view, std::int32_t>, 6> kWords{{
    {"allowed", 0},
    {"required", 1},
    {"blocked", 2},
    {"disallowed", 2},
    {"disabled", 0},
    {"enabled", 1},
}};

auto tells_values(std::string_view type) -> bool {
  return type == "windowsIdentityProtectionConfiguration" ||
         type == "deviceEnrollmentWindowsHelloForBusinessConfiguration";
}

auto number_of(const Json& value) -> std::optional<std::int32_t> {
  if (value.is_boolean()) return value.get<bool>() ? 1 : 0;
  if (!value.is_string()) return base::int32_of(value);
  const auto& text = value.get_ref<const std::string&>();
  const auto* const found =
      std::find_if(kWords.begin(), kWords.end(), [&](const auto& row) { return row.first == text; });
  return found == kWords.end() ? std::nullopt : std::optional(found->second);
}

/// In the type that a policy has for the node.
auto put_value(const csp::Node& node, std::int32_t number, Setting& setting) -> bool {
  if (node.format() == csp::Format::Int) {
    setting.type = DataType::Integer;
    setting.value = number;
    return true;
  }
  if (node.format() != csp::Format::Bool || number < 0 || number > 1) return false;
  setting.type = DataType::Boolean;
  setting.value = number == 1;
  return true;
}

auto known_value(const NodeProperty& wanted, const Json& value, Setting& setting) -> bool {
  if (!tells_values(wanted.property->type)) return false;
  const auto* uri = wanted.key.parsed();
  const auto number = number_of(value);
  if (uri == nullptr || !number) return false;
  const auto found = built_in_catalog().find(*uri);
  const auto* node = std::get_if<csp::Found>(&found);
  const bool is_inverted = wanted.property->name == "windowsHelloForBusinessBlocked";
  if (node == nullptr || (is_inverted && *number != 0 && *number != 1)) return false;
  return put_value(node->node, is_inverted ? 1 - *number : *number, setting);
}

}  // namespace

auto is_set(const Json& value, bool false_is_value) -> bool {
  constexpr std::array<std::string_view, 4> kUnset{"", "notConfigured", "userDefined", "deviceDefault"};
  if (value.is_null()) return false;
  if (value.is_boolean()) return false_is_value || value.get<bool>();
  if (value.is_string())
    return std::find(kUnset.begin(), kUnset.end(), value.get_ref<const std::string&>()) == kUnset.end();
  if (value.is_array()) return !value.empty();
  if (!value.is_object()) return true;
  for (const auto& [name, member] : value.items()) {
    if (name.find('@') == std::string::npos && is_set(member, false)) return true;
  }
  return false;
}

auto node_setting(const NodeProperty& wanted, const Json& value) -> NodeSetting {
  NodeSetting out;
  out.setting.key = wanted.key;
  out.property = wanted.property->name;
  out.has_value = known_value(wanted, value, out.setting);
  return out;
}

}  // namespace pinwright::object
