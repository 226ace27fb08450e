#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "csp/node.hpp"
#include "syntax/scalar.hpp"

namespace pinwright::object {

/// The seven data types of an Intune OMA-URI setting: the subtypes of Graph's omaSetting.
enum class DataType : std::uint8_t { Boolean, Integer, String, StringXml, DateTime, FloatingPoint, Base64 };

/// What is known of a data type, once for all folders.
struct DataTypeRow {
  DataType type;
  std::string_view word;         ///< of `dataType` in the files, and in the canonical form
  std::string_view odata_type;   ///< of the setting in Graph
  bool is_text;                  ///< its value is a text in Graph: a mask fits in, and in the files it is one too
  bool takes_file_name = false;  ///< Graph: the types that have `fileName`
};

/// In the order of the enumeration. Source: Microsoft Graph's metadata, the types derived from omaSetting.
inline constexpr std::array<DataTypeRow, 7> kDataTypes{{
    {DataType::Boolean, "boolean", "#microsoft.graph.omaSettingBoolean", false},
    {DataType::Integer, "integer", "#microsoft.graph.omaSettingInteger", false},
    {DataType::String, "string", "#microsoft.graph.omaSettingString", true},
    {DataType::StringXml, "stringXml", "#microsoft.graph.omaSettingStringXml", true, true},
    {DataType::DateTime, "dateTime", "#microsoft.graph.omaSettingDateTime", true},
    {DataType::FloatingPoint, "floatingPoint", "#microsoft.graph.omaSettingFloatingPoint", false},
    {DataType::Base64, "base64", "#microsoft.graph.omaSettingBase64", true, true},
}};

[[nodiscard]] constexpr auto row_of(DataType type) -> const DataTypeRow& {
  return kDataTypes.at(static_cast<std::size_t>(type));
}
[[nodiscard]] constexpr auto word(DataType type) -> std::string_view { return row_of(type).word; }
[[nodiscard]] constexpr auto odata_type(DataType type) -> std::string_view { return row_of(type).odata_type; }
[[nodiscard]] auto type_of_odata(std::string_view odata_type) -> std::optional<DataType>;

/// The data types that a node of this DDF format takes, the usual one first; none for a node that takes no value. Text
/// may be XML, and XML is text.
[[nodiscard]] auto types_of(csp::Format format) -> std::span<const DataType>;
/// The data type that a value has by its YAML type alone.
[[nodiscard]] auto type_of(const syntax::ScalarValue& value) -> DataType;

/// Version of Microsoft Graph. Beta alone has scope tags, filters and the marks of encrypted values.
enum class GraphApi : std::uint8_t { Beta, V1 };
/// By enumerator.
inline constexpr std::array<std::string_view, 2> kGraphApiWords{"beta", "v1.0"};
[[nodiscard]] constexpr auto word(GraphApi api) -> std::string_view {
  return kGraphApiWords.at(static_cast<std::size_t>(api));
}

}  // namespace pinwright::object
