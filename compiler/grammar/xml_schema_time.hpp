#pragma once

#include <string_view>

namespace pinwright::grammar {

/// `dateTime` of XML Schema (part 2, section 3.2.7): `2026-03-01T08:30:00`, with or without fraction and time zone,
/// real calendar days only, `24:00:00` too. Without white space round it.
[[nodiscard]] auto is_xml_schema_date_time(std::string_view text) -> bool;

}  // namespace pinwright::grammar
