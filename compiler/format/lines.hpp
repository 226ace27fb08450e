#pragma once

#include <string>

#include "format/document.hpp"

namespace pinwright::format {

/// The text with its lines indented, ended and spaced by blank lines as the layout has it.
[[nodiscard]] auto with_lines(const Document& document) -> std::string;

}  // namespace pinwright::format
