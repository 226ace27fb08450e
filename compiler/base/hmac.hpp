#pragma once

#include <string>
#include <string_view>

namespace pinwright::base {

/// The 32 bytes of HMAC-SHA256 (RFC 2104).
[[nodiscard]] auto hmac_sha256(std::string_view key, std::string_view bytes) -> std::string;
/// Whether two texts are equal, in a time that does not tell where they differ.
[[nodiscard]] auto equal_in_constant_time(std::string_view a, std::string_view b) -> bool;

}  // namespace pinwright::base
