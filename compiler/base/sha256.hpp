#pragma once

#include <string>
#include <string_view>

namespace pinwright::base {

/// The 32 bytes of SHA-256 (FIPS 180-4).
[[nodiscard]] auto sha256(std::string_view bytes) -> std::string;
/// The 20 bytes of SHA-1 (FIPS 180-4), by which Windows names certificates. It protects nothing.
[[nodiscard]] auto sha1(std::string_view bytes) -> std::string;
/// Lower-case hexadecimal of bytes.
[[nodiscard]] auto hex(std::string_view bytes) -> std::string;
/// RFC 4648 section 6 without padding, in lower case: for names and markers that people may have to read aloud.
[[nodiscard]] auto base32(std::string_view bytes) -> std::string;

}  // namespace pinwright::base
