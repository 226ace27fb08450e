#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace pinwright::cli::online {

inline constexpr std::int64_t kLongestDuration = std::int64_t{3653} * 24 * 60 * 60;  ///< ten years, in seconds

/// Seconds of a time as it is given on the command line: a whole number with its unit, `s m h d`, or `0`; at most
/// kLongestDuration. nullopt: anything else.
[[nodiscard]] auto parse_duration(std::string_view text) -> std::optional<std::int64_t>;

}  // namespace pinwright::cli::online
