#pragma once

namespace pinwright::cli {

/// The contract with scripts: printed by `--help`, never re-used for something else.
enum class ExitCode : int {
  Success = 0,         ///< done, or nothing to do
  Findings = 1,        ///< findings at or above --fail-on, or refused before anything was written
  ChangesPending = 2,  ///< only with --detailed-exitcode
  Drift = 3,           ///< drift: someone changed the tenant
  Stale = 4,           ///< the plan is stale, or someone else wrote at the same time
  Partial = 5,         ///< something was written and something asked for was not
  Unreachable = 6,     ///< the tenant or the network could not be used
  Awaiting = 7,        ///< all was done but what waits for the approval of another administrator
  Usage = 64,          ///< wrong usage
  Internal = 70,       ///< a bug of pinwright
  Interrupted = 130,   ///< interrupted with nothing written
};

}  // namespace pinwright::cli
