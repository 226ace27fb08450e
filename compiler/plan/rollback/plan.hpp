#pragma once

#include "base/result.hpp"
#include "plan/journal/read.hpp"
#include "plan/plan.hpp"
#include "plan/tenant.hpp"

namespace pinwright::plan {

/// A plan that puts back what an apply changed in one tenant, made from its journal: an object is put back only if live
/// still is what the apply left; else it is a stale-plan finding. What cannot be restored (an encrypted value that the
/// journal does not hold) is named in a finding, and that object stays.
[[nodiscard]] auto plan_rollback(const JournalFile& journal, const std::string& tenant_name, Tenant& tenant)
    -> TenantPlan;

}  // namespace pinwright::plan
