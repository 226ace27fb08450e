#pragma once

#include <cstdint>

namespace pinwright::object {

/// The seven data types of an Intune OMA-URI setting: the subtypes of Graph's omaSetting.
enum class DataType : std::uint8_t { Boolean, Integer, String, StringXml, DateTime, FloatingPoint, Base64 };

/// Version of Microsoft Graph. Beta alone has scope tags, filters and the marks of encrypted values.
enum class GraphApi : std::uint8_t { Beta, V1 };

}  // namespace pinwright::object
