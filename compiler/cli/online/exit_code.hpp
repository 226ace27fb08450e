#pragma once

#include <vector>

#include "cli/exit_code.hpp"
#include "diag/codes.hpp"
#include "plan/apply/outcome.hpp"
#include "plan/plan.hpp"

/// Which exit code a run over several tenants ends with. The ranking is a contract with scripts: `pinwright --help`.
namespace pinwright::cli::online {

/// Of a failed call: Interrupted; Findings when the answer was a definite no (Refused, NotFound); else Unreachable.
[[nodiscard]] auto exit_code_of(const base::Error& error) -> ExitCode;

/// What an apply would end with for the plan of one tenant: Unreachable, Interrupted, Stale, Findings (one at or above
/// `fail_on`), or Success.
[[nodiscard]] auto tenant_exit_code(const plan::TenantPlan& tenant, diag::Severity fail_on) -> ExitCode;

/// Of a tenant that was not worked on: Interrupted, or Unreachable.
[[nodiscard]] auto code_of_unusable(const base::Error& unusable) -> ExitCode;

/// Of a run that only reads: 130 where it was interrupted, 6 where a tenant could not be used.
template <class Tenants>
[[nodiscard]] auto code_of_reads(const Tenants& tenants) -> ExitCode {
  auto code = ExitCode::Success;
  for (const auto& tenant : tenants) {
    if (tenant.unusable && code != ExitCode::Interrupted) code = code_of_unusable(*tenant.unusable);
  }
  return code;
}

/// `plan`: 6, 4, 1, 2; changes count only with `--detailed-exitcode`.
[[nodiscard]] auto plan_exit(const std::vector<plan::TenantPlan>& tenants, diag::Severity fail_on, bool detailed)
    -> ExitCode;
/// `drift`: 6, 1, 3.
[[nodiscard]] auto drift_exit(const std::vector<plan::TenantPlan>& tenants, diag::Severity fail_on) -> ExitCode;

/// How the apply of one tenant ended.
struct TenantEnd {
  bool wrote = false;                 ///< something was written, or a request for approval is open
  ExitCode code = ExitCode::Success;  ///< of this tenant alone; Success: all that was asked for was done
};
[[nodiscard]] auto end_of(const plan::TenantOutcome& outcome) -> TenantEnd;
/// `apply`, `forget`, `rollback`: 5 when something was written, or waits for approval, and something else that was
/// asked for was not done; else 130, 6, 4, 1, and 7 where approval is all that is waited for.
[[nodiscard]] auto apply_exit(const std::vector<TenantEnd>& tenants) -> ExitCode;

}  // namespace pinwright::cli::online
