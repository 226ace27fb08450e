#pragma once

#include "cli/command.hpp"

/// The work of the commands that need a tenant: a file each. Their rows, and so `--help`, stand in cli/commands.
namespace pinwright::cli::online {

/// Runs the command of this row.
[[nodiscard]] auto run(const Command& command, const Args& args, driver::Env& env) -> ExitCode;

[[nodiscard]] auto run_plan(const Args& args, driver::Env& env) -> ExitCode;
[[nodiscard]] auto run_apply(const Args& args, driver::Env& env) -> ExitCode;
[[nodiscard]] auto run_drift(const Args& args, driver::Env& env) -> ExitCode;
[[nodiscard]] auto run_import(const Args& args, driver::Env& env) -> ExitCode;
[[nodiscard]] auto run_forget(const Args& args, driver::Env& env) -> ExitCode;
[[nodiscard]] auto run_preflight(const Args& args, driver::Env& env) -> ExitCode;
[[nodiscard]] auto run_status(const Args& args, driver::Env& env) -> ExitCode;
[[nodiscard]] auto run_where(const Args& args, driver::Env& env) -> ExitCode;
[[nodiscard]] auto run_reset_passcode(const Args& args, driver::Env& env) -> ExitCode;
[[nodiscard]] auto run_rollback(const Args& args, driver::Env& env) -> ExitCode;
[[nodiscard]] auto run_sandbox(const Args& args, driver::Env& env) -> ExitCode;

}  // namespace pinwright::cli::online
