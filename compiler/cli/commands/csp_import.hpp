#pragma once

#include "cli/command.hpp"

namespace pinwright::cli {

/// `csp import DIR --edition NAME --out FOLDER`.
[[nodiscard]] auto import_csps(const Args& args, driver::Env& env) -> ExitCode;

}  // namespace pinwright::cli
