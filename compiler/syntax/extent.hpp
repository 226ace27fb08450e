#pragma once

#include <cstddef>
#include <string_view>

/// Where the pieces of YAML end. The parser says only where they begin.
namespace pinwright::syntax {

[[nodiscard]] constexpr auto is_blank(char c) -> bool { return c == ' ' || c == '\t'; }
[[nodiscard]] constexpr auto is_break(char c) -> bool { return c == '\n' || c == '\r'; }
[[nodiscard]] constexpr auto is_flow_mark(char c) -> bool {
  return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
}

/// Whether the line or the text ends at `at`.
[[nodiscard]] inline auto is_line_end(std::string_view text, std::size_t at) -> bool {
  return at >= text.size() || is_break(text[at]);
}
/// The same, or a space or a tab: what makes `:` and `-` before it more than text.
[[nodiscard]] inline auto is_gap(std::string_view text, std::size_t at) -> bool {
  return is_line_end(text, at) || is_blank(text[at]);
}
/// Behind spaces.
[[nodiscard]] inline auto skip_spaces(std::string_view text, std::size_t at) -> std::size_t {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}
/// Behind spaces, tabs, line breaks and comments.
[[nodiscard]] auto skip_filler(std::string_view text, std::size_t at) -> std::size_t;
/// Behind `&anchor`, `*alias` or `!tag`, which begins at `at`.
[[nodiscard]] auto end_of_property(std::string_view text, std::size_t at) -> std::size_t;
/// Behind a scalar, whose text the parser read as `decoded`: its quotes included, the last line break of a block scalar
/// not. npos when a quote is never closed.
[[nodiscard]] auto end_of_scalar(std::string_view text, std::size_t at, std::string_view decoded) -> std::size_t;
/// Bytes of `~`, `null`, `Null` or `NULL` at `at`, or 0.
[[nodiscard]] auto null_word_at(std::string_view text, std::size_t at) -> std::size_t;
/// The line that holds `at`, without its break.
[[nodiscard]] auto begin_of_line(std::string_view text, std::size_t at) -> std::size_t;
[[nodiscard]] auto end_of_line(std::string_view text, std::size_t at) -> std::size_t;
/// Behind the line break at or behind `at`.
[[nodiscard]] auto begin_of_next_line(std::string_view text, std::size_t at) -> std::size_t;

}  // namespace pinwright::syntax
