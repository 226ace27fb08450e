#pragma once

#include <string>

#include "format/document.hpp"

namespace pinwright::format {

/// The text with the right spaces behind colons and in flow collections. Where anything but blanks and the one sign
/// stands between two nodes (a comment, an anchor, a line break), nothing changes.
[[nodiscard]] auto with_spaces(const Document& document) -> std::string;

}  // namespace pinwright::format
