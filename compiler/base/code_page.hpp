#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Encodings with one byte a character, of which 0x00 to 0x7F are ASCII: those of Windows, ISO 8859 and DOS that files
/// of administrators are in.
namespace pinwright::base {

/// Code points of the bytes 0x80 to 0xFF, from the Unicode Consortium's MAPPINGS.
using CodePage = std::array<std::uint16_t, 128>;
/// The code point of a byte that the encoding does not have.
inline constexpr std::uint16_t kUnmapped = 0xFFFD;

/// By its IANA name or a usual alias ("windows-1252", "cp1252", "latin1"), in any letter case; nullptr: none.
[[nodiscard]] auto find_code_page(std::string_view name) -> const CodePage*;
/// The offset of the first byte that the encoding does not have.
[[nodiscard]] auto find_unmapped(const CodePage& page, std::string_view bytes) -> std::optional<std::size_t>;
/// U+FFFD for a byte that the encoding does not have.
[[nodiscard]] auto to_utf8(const CodePage& page, std::string_view bytes) -> std::string;

}  // namespace pinwright::base
