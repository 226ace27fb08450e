#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace pinwright::csp {

/// An XML file's bytes as UTF-8 without byte order mark. Its encoding is, in this order: that of a byte order mark
/// (UTF-8, UTF-16), UTF-16 that shows in the first character, the declared one (UTF-8, US-ASCII, ISO 8859-1, -2, -15,
/// Windows 1250 to 1252), UTF-8. The declaration is left as it is. An Error names the encoding that is not known, or
/// the first byte that is not of the encoding.
[[nodiscard]] auto xml_to_utf8(std::string_view bytes) -> base::Result<std::string>;

}  // namespace pinwright::csp
