#pragma once

#include <string>
#include <vector>

#include "cli/online/session.hpp"

namespace pinwright::cli::online {

struct ApplyPlanOptions {
  bool yes = false;                ///< do not ask
  bool stop_on_error = true;       ///< `--on-error stop`
  std::string justification = {};  ///< `--justification`, checked; empty: none
  bool undoes = false;             ///< somebody asked for exactly this: the rule of delete_limit.hpp does not hold
};

/// `--justification`. An Error is wrong usage.
[[nodiscard]] auto justification_of(const Args& args) -> base::Result<std::string>;

/// Shows a plan, asks, checks every tenant once more before the first write in any, writes tenant by tenant in
/// parallel, and shows how it ended. The exit code of the run.
[[nodiscard]] auto apply_plan(const plan::Plan& plan, Session& session, KeptConnections& connections,
                              const ApplyPlanOptions& options, driver::Env& env) -> ExitCode;

}  // namespace pinwright::cli::online
