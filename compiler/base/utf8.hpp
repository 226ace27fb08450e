#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Unicode without locale. Offsets are bytes.
namespace pinwright::base {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Offset of the first byte that is not well-formed UTF-8 (RFC 3629: no surrogates, nothing above U+10FFFF, no
/// overlong form), or nullopt.
[[nodiscard]] auto find_invalid_utf8(std::string_view text) -> std::optional<std::size_t>;

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 1;  ///< bytes; 1 for a byte that is not UTF-8, whose value is then U+FFFD
};
/// The code point at `text[offset]`; `offset` must be inside.
[[nodiscard]] auto code_point_at(std::string_view text, std::size_t offset) -> CodePoint;
/// Offset of the first byte at `offset` or behind it that is not ASCII; the text's size when there is none. Eight bytes
/// at a time.
[[nodiscard]] auto skip_ascii(std::string_view text, std::size_t offset) -> std::size_t;
[[nodiscard]] auto count_code_points(std::string_view text) -> std::size_t;
/// U+FFFD for what has no UTF-8 form.
auto append_utf8(std::string& out, char32_t code_point) -> void;
/// `\u00A0`, or `\U0001F600` beyond the basic plane: for characters that a reader cannot see or a terminal obeys.
auto append_escaped(std::string& out, char32_t code_point) -> void;

/// Terminal cells of one code point: 0 for combining marks and format characters, 2 for East Asian wide and full-width,
/// else 1 (utf8proc).
[[nodiscard]] auto display_width(char32_t code_point) -> int;
[[nodiscard]] auto display_width(std::string_view text) -> int;

/// C0, DEL and C1: what a terminal may obey instead of showing.
[[nodiscard]] auto is_control(char32_t code_point) -> bool;
/// True for what a reader cannot see in a path: non-ASCII spaces, zero-width and format characters (Unicode Cf, Zs
/// beyond U+0020, Zl, Zp), the byte order mark.
[[nodiscard]] auto is_invisible(char32_t code_point) -> bool;

/// UTF-16 with a byte order mark, to UTF-8; nullopt when there is no mark, the length is odd or a surrogate is alone.
[[nodiscard]] auto utf16_to_utf8(std::string_view bytes) -> std::optional<std::string>;

}  // namespace pinwright::base
