#pragma once

#include "plan/apply/run.hpp"

namespace pinwright::plan {

/// The read that comes before any write in any tenant: every object of the plan is as the plan saw it, every reference
/// leads where it led, what is to be created is absent, the credential is for this tenant, and the environment has
/// every secret. Findings: stale-plan, naming object and paths; tenant-mismatch; secret-missing.
[[nodiscard]] auto check_fresh(const TenantPlan& plan, Tenant& tenant, const ApplyOptions& options) -> TenantOutcome;

}  // namespace pinwright::plan
