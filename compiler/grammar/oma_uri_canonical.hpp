#pragma once

#include <string>
#include <string_view>

namespace pinwright::grammar {

/// Percent-decoded segment; a bad escape stays as it is.
[[nodiscard]] auto decoded_segment(std::string_view segment) -> std::string;

/// Identity of a setting: `./Vendor` folded to `./Device`, letters folded, escapes decoded but those of `/`, `?` and
/// `%`, which are not the bare characters. Any text is accepted.
[[nodiscard]] auto canonical_oma_uri(std::string_view text) -> std::string;

}  // namespace pinwright::grammar
