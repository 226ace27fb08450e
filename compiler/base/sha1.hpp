#pragma once

#include <string>
#include <string_view>

namespace pinwright::base {

/// The 20 bytes of SHA-1 (FIPS 180-4), by which Windows names certificates. It protects nothing.
[[nodiscard]] auto sha1(std::string_view bytes) -> std::string;

}  // namespace pinwright::base
