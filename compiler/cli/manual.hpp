#pragma once

#include <ostream>

namespace pinwright::cli {

/// The page pinwright(1) in the macros of mdoc, from the table of commands.
auto print_manual(std::ostream& out) -> void;

}  // namespace pinwright::cli
