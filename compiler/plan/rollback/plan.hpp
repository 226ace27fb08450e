#pragma once

#include "plan/journal/read.hpp"
#include "plan/plan.hpp"
#include "plan/rollback/options.hpp"
#include "plan/tenant.hpp"

namespace pinwright::plan {

/// A plan that puts back what an apply changed in one tenant, made from its journal: an object is put back only if live
/// still is what the apply left, or what an earlier rollback that was cut short made of that; else it is a stale-plan
/// finding. What cannot be restored, since nobody knows a value, is a warning, that object stays, and the plan is
/// `incomplete`. A note says which values come from the environment of today.
[[nodiscard]] auto plan_rollback(const JournalFile& journal, const std::string& tenant_name, Tenant& tenant,
                                 const RollbackOptions& options = {}) -> TenantPlan;

}  // namespace pinwright::plan
