#pragma once

#include <string_view>

namespace pinwright::syntax {

/// Whether a text is UTF-8 of visible characters, spaces, tabs, LF and CRLF: no control character, no carriage return
/// alone, none of the line breaks and marks beyond ASCII (NEL, LS, PS, a byte order mark).
[[nodiscard]] auto has_plain_bytes(std::string_view text) -> bool;

}  // namespace pinwright::syntax
