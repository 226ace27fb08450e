#pragma once

#include <string>

#include "cli/command.hpp"
#include "cli/online/apply_plan.hpp"

namespace pinwright::cli::online {

/// `apply PLANFILE`: does exactly what a saved plan says, or refuses: with 4 when a file of the workspace or an object
/// in a tenant is not what the plan was made from.
[[nodiscard]] auto apply_saved_plan(const Args& args, const std::string& path, const ApplyPlanOptions& options,
                                    driver::Env& env) -> ExitCode;

}  // namespace pinwright::cli::online
