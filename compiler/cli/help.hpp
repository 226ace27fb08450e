#pragma once

#include <ostream>
#include <span>
#include <string_view>

#include "cli/command.hpp"

namespace pinwright::cli {

/// What each exit code means, in the order of their numbers.
struct ExitMeaning {
  ExitCode code;
  std::string_view meaning;
};
[[nodiscard]] auto exit_codes() -> std::span<const ExitMeaning>;

auto print_help(std::ostream& out) -> void;
auto print_help(std::ostream& out, const Command& command) -> void;

}  // namespace pinwright::cli
