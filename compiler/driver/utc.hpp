#pragma once

#include <cstdint>
#include <string>

/// Moments of base::Clock as text.
namespace pinwright::driver {

/// "2026-06-01T00:00:00Z" (RFC 3339).
[[nodiscard]] auto rfc3339(std::int64_t seconds) -> std::string;
/// "20260601T000000Z": for names of files.
[[nodiscard]] auto compact_utc(std::int64_t seconds) -> std::string;

}  // namespace pinwright::driver
