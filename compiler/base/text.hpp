#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Text helpers without domain knowledge and without locale. "Folded" means ASCII letters in lower case.
namespace pinwright::base {

[[nodiscard]] constexpr auto fold(char c) -> char {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] constexpr auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr auto is_alpha(char c) -> bool { return fold(c) >= 'a' && fold(c) <= 'z'; }
[[nodiscard]] constexpr auto is_alnum(char c) -> bool { return is_digit(c) || is_alpha(c); }
[[nodiscard]] constexpr auto is_space(char c) -> bool { return c == ' ' || (c >= '\t' && c <= '\r'); }
/// 0 to 15, or -1.
[[nodiscard]] auto hex_value(char c) -> int;

[[nodiscard]] auto folded(std::string_view text) -> std::string;
[[nodiscard]] auto equal_folded(std::string_view a, std::string_view b) -> bool;
/// Less than, over folded bytes: the order of names everywhere.
[[nodiscard]] auto less_folded(std::string_view a, std::string_view b) -> bool;
[[nodiscard]] auto starts_with_folded(std::string_view text, std::string_view prefix) -> bool;

/// Without ASCII white space at both ends.
[[nodiscard]] auto trimmed(std::string_view text) -> std::string_view;
/// LF for each CR LF; a CR that stands alone stays.
[[nodiscard]] auto with_line_feeds(std::string_view text) -> std::string;
/// The pieces between separators; an empty text is one empty piece.
[[nodiscard]] auto split(std::string_view text, char separator) -> std::vector<std::string_view>;
[[nodiscard]] auto split(std::string_view text, std::string_view separator) -> std::vector<std::string_view>;
[[nodiscard]] auto joined(const std::vector<std::string>& parts, std::string_view separator) -> std::string;
/// "a, b, c, … (27 more)": at most `shown` names.
[[nodiscard]] auto listed(const std::vector<std::string>& names, std::size_t shown) -> std::string;
/// "1 error", "2 errors", "3 policies".
[[nodiscard]] auto counted(std::size_t count, std::string_view singular) -> std::string;
/// `text` between back-ticks, control and invisible characters written as \uXXXX, cut after 120 code points with "…".
[[nodiscard]] auto quoted(std::string_view text) -> std::string;

/// A whole decimal integer with an optional sign; nullopt on anything else, overflow included.
[[nodiscard]] auto to_int(std::string_view text) -> std::optional<std::int64_t>;
/// Like to_int, and 0x… in any letter case, without a sign.
[[nodiscard]] auto to_int_or_hex(std::string_view text) -> std::optional<std::int64_t>;
/// A whole decimal floating-point number, finite; nullopt on anything else.
[[nodiscard]] auto to_double(std::string_view text) -> std::optional<double>;

}  // namespace pinwright::base
