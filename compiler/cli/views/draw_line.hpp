#pragma once

#include <ostream>
#include <string_view>

#include "cli/views/change_lines.hpp"
#include "diag/paint.hpp"

namespace pinwright::cli::views {

/// How a sign is coloured: what comes, what goes, what becomes another.
[[nodiscard]] auto style_of(char sign) -> diag::Style;

/// A change as `~ PATH  BEFORE -> AFTER`, safe for a terminal; of texts of several lines PATH alone, and below it the
/// lines that differ. Without `full` long values are cut, so that what differs is still seen, and of lines the first
/// that differ are shown, each with its neighbours.
auto draw_line(std::ostream& out, const ChangeLine& line, std::string_view indent, bool full, const diag::Paint& paint)
    -> void;

}  // namespace pinwright::cli::views
