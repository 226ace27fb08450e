#pragma once

#include "cli/command.hpp"

namespace pinwright::cli {

/// `csp diff OLD NEW`: exit 1 when the editions differ.
[[nodiscard]] auto diff_csps(const Args& args, bool as_json, driver::Env& env) -> ExitCode;

}  // namespace pinwright::cli
