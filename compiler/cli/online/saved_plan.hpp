#pragma once

#include <string>

#include "cli/command.hpp"
#include "cli/online/apply_plan.hpp"
#include "plan/file/saved_plan.hpp"

namespace pinwright::cli::online {

/// What of `plan` would be written by this session: what `plan --out` saves.
[[nodiscard]] auto saved_plan_of(const plan::Plan& plan, const Session& session) -> plan::SavedPlan;

/// `apply PLANFILE`: makes a fresh plan of the files and the live tenants, and applies that one, if it writes exactly
/// what the saved one says. Else it refuses, with 4 and nothing written: of a file that is no saved plan of this
/// version, when files, program, catalogue, options or tenants are others, and when anything would be written
/// otherwise.
[[nodiscard]] auto apply_saved_plan(const Args& args, const std::string& path, const ApplyPlanOptions& options,
                                    driver::Env& env) -> ExitCode;

}  // namespace pinwright::cli::online
