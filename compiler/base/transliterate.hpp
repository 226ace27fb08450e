#pragma once

#include <string>
#include <string_view>

namespace pinwright::base {

/// The text with Latin letters beyond ASCII written in ASCII: `ä` is `ae`, `ß` is `ss`, `é` is `e` (the letter without
/// its marks, utf8proc). What has no such form stays as it is.
[[nodiscard]] auto to_ascii(std::string_view text) -> std::string;

}  // namespace pinwright::base
