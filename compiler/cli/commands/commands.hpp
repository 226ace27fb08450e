#pragma once

#include "cli/command.hpp"

/// The row of each command; a file each.
namespace pinwright::cli {

[[nodiscard]] auto init_command() -> Command;
[[nodiscard]] auto validate_command() -> Command;
[[nodiscard]] auto compile_command() -> Command;
[[nodiscard]] auto explain_command() -> Command;
[[nodiscard]] auto csp_command() -> Command;
[[nodiscard]] auto version_command() -> Command;

}  // namespace pinwright::cli
