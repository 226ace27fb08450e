#pragma once

#include <string>
#include <string_view>

namespace pinwright::grammar {

/// Percent-decoded segment; a bad escape stays as it is.
[[nodiscard]] auto decoded_segment(std::string_view segment) -> std::string;
/// What stands behind the last slash, percent-decoded: the name of a setting that is given no other.
[[nodiscard]] auto last_segment(std::string_view uri) -> std::string;

/// Identity of a setting: `./Vendor` folded to `./Device`, letters folded, escapes decoded but those of `/`, `?` and
/// `%`, which are not the bare characters. Any text is accepted.
[[nodiscard]] auto canonical_oma_uri(std::string_view text) -> std::string;

}  // namespace pinwright::grammar
