#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace pinwright::csp {

/// "windows-1252" of `<?xml version="1.0" encoding="windows-1252"?>`; empty when none is declared. A part of `bytes`.
[[nodiscard]] auto declared_encoding(std::string_view bytes) -> std::string_view;

/// UTF-16, which shows in the byte order mark or in the first character.
[[nodiscard]] auto is_utf16(std::string_view bytes) -> bool;

/// An XML file's bytes as UTF-8 without byte order mark. Its encoding is, in this order: that of a byte order mark
/// (UTF-8, UTF-16), UTF-16 that shows in the first character, the declared one (UTF-8, US-ASCII, those of
/// base/code_page.hpp), UTF-8. The declaration is left as it is. An Error names the encoding that is not known, or
/// the first byte that is not of the encoding.
[[nodiscard]] auto xml_to_utf8(std::string_view bytes) -> base::Result<std::string>;

/// The same, and a declaration of another encoding says `utf-8`, as the text now is.
[[nodiscard]] auto xml_as_utf8(std::string_view bytes) -> base::Result<std::string>;

}  // namespace pinwright::csp
