#pragma once

#include <cstddef>
#include <ostream>

#include "diag/diagnostic.hpp"
#include "diag/line_index.hpp"
#include "diag/paint.hpp"

namespace pinwright::diag {

/// Digits of the greatest line number that the snippet of a finding shows; 0 when it has no place.
[[nodiscard]] auto gutter_width(const Diagnostic& diagnostic, Places& places) -> std::size_t;

/// `-->` and the lines that a finding and its labels point at; a block for each file.
auto write_snippet(std::ostream& out, const Diagnostic& diagnostic, Places& places, const Paint& paint) -> void;

}  // namespace pinwright::diag
