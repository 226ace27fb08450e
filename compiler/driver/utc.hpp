#pragma once

#include <cstdint>
#include <string>

/// Moments as names of files have them.
namespace pinwright::driver {

/// "20260601T000000Z" of "2026-06-01T00:00:00Z".
[[nodiscard]] auto compact(std::string datetime) -> std::string;
/// The same of a moment of base::Clock.
[[nodiscard]] auto compact_utc(std::int64_t seconds) -> std::string;

}  // namespace pinwright::driver
