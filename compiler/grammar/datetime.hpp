#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pinwright::grammar {

/// RFC 3339 date-time ("2026-03-01T08:30:00+01:00", any fraction up to 7 digits, leap seconds refused, real calendar
/// days only) in UTC as Graph prints it: "2026-03-01T07:30:00Z", fraction kept without trailing zeros; nullopt on
/// anything else.
[[nodiscard]] auto datetime_to_utc(std::string_view text) -> std::optional<std::string>;

/// The same as whole seconds since 1970-01-01T00:00:00Z, fractions cut off.
[[nodiscard]] auto datetime_to_seconds(std::string_view text) -> std::optional<std::int64_t>;

/// The other way round: "2026-03-01T07:30:00Z". Seconds of a year that has four digits.
[[nodiscard]] auto datetime_of(std::int64_t seconds) -> std::string;

/// A calendar date "2027-01-31" as days since 1970-01-01; nullopt on anything else.
[[nodiscard]] auto parse_date(std::string_view text) -> std::optional<long>;

}  // namespace pinwright::grammar
