#pragma once

#include <ostream>

#include "cli/command.hpp"

namespace pinwright::cli {

auto print_help(std::ostream& out) -> void;
auto print_help(std::ostream& out, const Command& command) -> void;

}  // namespace pinwright::cli
