#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pinwright::sandbox {

/// 100 nanoseconds since 1970-01-01T00:00:00Z: the resolution of Edm.DateTimeOffset as Microsoft Graph writes it.
using Ticks = std::int64_t;
inline constexpr Ticks kTicksPerSecond = 10'000'000;

[[nodiscard]] auto now() -> Ticks;

enum class Fraction : std::uint8_t { Shortest, Seven };
enum class Zone : std::uint8_t { Z, Offset };  ///< `Z` or `+00:00`
/// In UTC: "2026-01-02T03:04:05.5Z".
[[nodiscard]] auto to_text(Ticks ticks, Fraction fraction = Fraction::Seven, Zone zone = Zone::Z) -> std::string;
/// An Edm.DateTimeOffset of the years 1 to 9999; digits of a second beyond the seventh are dropped. nullopt on anything
/// else.
[[nodiscard]] auto parse_instant(std::string_view text) -> std::optional<Ticks>;
/// "Fri, 02 Jan 2026 03:04:05 GMT": the Date header (RFC 9110).
[[nodiscard]] auto http_date(std::int64_t seconds) -> std::string;

}  // namespace pinwright::sandbox
