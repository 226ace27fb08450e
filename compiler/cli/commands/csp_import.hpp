#pragma once

#include "cli/command.hpp"

namespace pinwright::cli {

/// `csp import DDF --edition NAME --out FOLDER`, of a folder or a zip archive of DDF files; or, without them,
/// `--definitions FILE` of the settings catalog.
[[nodiscard]] auto import_csps(const Args& args, driver::Env& env) -> ExitCode;

}  // namespace pinwright::cli
