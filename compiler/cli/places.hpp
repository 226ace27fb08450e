#pragma once

#include <optional>

#include "cli/command.hpp"

/// The files that options name, looked at before a command begins: nobody should learn after a run of an hour that its
/// result has nowhere to go.
namespace pinwright::cli {

/// The code of a run that ends here; why was printed. Usage: a file to read is not there, or two results go to one
/// file. Findings: a file cannot be written: its folder is not there, or a link leads out of the folder that people
/// work in.
[[nodiscard]] auto stopped_by_places(const Command& command, const Args& args, driver::Env& env)
    -> std::optional<ExitCode>;

}  // namespace pinwright::cli
