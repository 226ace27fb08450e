#pragma once

#include "cli/command.hpp"

/// The row of each command; a file each.
namespace pinwright::cli {

[[nodiscard]] auto init_command() -> Command;
[[nodiscard]] auto validate_command() -> Command;
[[nodiscard]] auto fix_command() -> Command;
[[nodiscard]] auto fmt_command() -> Command;
[[nodiscard]] auto compile_command() -> Command;
[[nodiscard]] auto convert_command() -> Command;
[[nodiscard]] auto plan_command() -> Command;
[[nodiscard]] auto apply_command() -> Command;
[[nodiscard]] auto drift_command() -> Command;
[[nodiscard]] auto import_command() -> Command;
[[nodiscard]] auto forget_command() -> Command;
[[nodiscard]] auto preflight_command() -> Command;
[[nodiscard]] auto status_command() -> Command;
[[nodiscard]] auto where_command() -> Command;
[[nodiscard]] auto reset_passcode_command() -> Command;
[[nodiscard]] auto rollback_command() -> Command;
[[nodiscard]] auto sandbox_command() -> Command;
[[nodiscard]] auto explain_command() -> Command;
[[nodiscard]] auto csp_command() -> Command;
[[nodiscard]] auto completion_command() -> Command;
[[nodiscard]] auto man_command() -> Command;
[[nodiscard]] auto version_command() -> Command;

}  // namespace pinwright::cli
