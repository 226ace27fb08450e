#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

/// The shapes of a policy of the settings catalog in JSON, for the files of this folder. Source of all names: Microsoft
/// Graph's metadata, beta, the types derived from deviceManagementConfigurationSettingInstance and …SettingValue.
namespace pinwright::object {

/// The types of settingInstance that a policy of Windows has.
enum class Instance : std::uint8_t { Choice, Choices, Simple, Simples, Groups };

struct InstanceRow {
  std::string_view odata_type;
  std::string_view value_key;
};
inline constexpr std::array<InstanceRow, 5> kInstances{{
    {"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance", "choiceSettingValue"},
    {"#microsoft.graph.deviceManagementConfigurationChoiceSettingCollectionInstance", "choiceSettingCollectionValue"},
    {"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance", "simpleSettingValue"},
    {"#microsoft.graph.deviceManagementConfigurationSimpleSettingCollectionInstance", "simpleSettingCollectionValue"},
    {"#microsoft.graph.deviceManagementConfigurationGroupSettingCollectionInstance", "groupSettingCollectionValue"},
}};
[[nodiscard]] constexpr auto row_of(Instance instance) -> const InstanceRow& {
  return kInstances.at(static_cast<std::size_t>(instance));
}

inline constexpr std::string_view kStringValue = "#microsoft.graph.deviceManagementConfigurationStringSettingValue";
inline constexpr std::string_view kIntegerValue = "#microsoft.graph.deviceManagementConfigurationIntegerSettingValue";
inline constexpr std::string_view kSecretValue = "#microsoft.graph.deviceManagementConfigurationSecretSettingValue";

/// What a policy of the files is for (deviceManagementConfigurationPlatforms, …Technologies).
inline constexpr std::string_view kCatalogPlatforms = "windows10";
inline constexpr std::string_view kCatalogTechnologies = "mdm";

// --- writing ------------------------------------------------------------------------------------------------------

[[nodiscard]] auto instance_json(Instance instance, const std::string& definition_id, nlohmann::ordered_json value)
    -> nlohmann::ordered_json;
/// A choiceSettingValue; `children` is an array of instances.
[[nodiscard]] auto option_json(const std::string& option_id, nlohmann::ordered_json children) -> nlohmann::ordered_json;
[[nodiscard]] auto text_json(const std::string& text) -> nlohmann::ordered_json;
[[nodiscard]] auto integer_json(std::int32_t number) -> nlohmann::ordered_json;

// --- reading: an empty text, an empty array or nullptr where JSON has another shape -----------------------------

[[nodiscard]] auto text_of(const nlohmann::json& object, std::string_view key) -> std::string;
/// The members of an array, or one that is none.
[[nodiscard]] auto items_of(const nlohmann::json& object, std::string_view key) -> const nlohmann::json&;
/// The value of an instance if it is of this type.
[[nodiscard]] auto value_of(const nlohmann::json& instance, Instance type) -> const nlohmann::json*;
/// A simple value that a body may hold in clear: no secret, no reference to a reusable setting, of no type that nobody
/// knows.
[[nodiscard]] auto is_plain(const nlohmann::json& value) -> bool;
/// The text of a simple value: a number as decimal. Empty for any other shape.
[[nodiscard]] auto simple_text(const nlohmann::json& value) -> std::string;

}  // namespace pinwright::object
