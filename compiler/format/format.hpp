#pragma once

#include <optional>
#include <string>
#include <string_view>

/// The one layout of a YAML file, for `pinwright fmt`. Works on bytes and on the spans of nodes, so comments, quotes
/// and the style of every scalar stay.
namespace pinwright::format {

/// - lines end with a line feed, without blanks before it; no byte order mark; one blank line at most, none at the ends
/// - a block mapping or sequence stands two columns further than what holds it; what is in a scalar moves as a whole
/// - `key: value`, `- item`, `[a, b]`, `{a: b}` with these spaces and no others
/// The result is read as the same nodes, and formatting it again changes nothing. nullopt when `text` is not YAML that
/// can be read. A file that no rule can lay out with both promises kept is given back as it is.
[[nodiscard]] auto format(std::string_view text) -> std::optional<std::string>;

}  // namespace pinwright::format
