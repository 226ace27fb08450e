#pragma once

#include <vector>

#include "diag/diagnostic.hpp"
#include "plan/file/saved_plan.hpp"
#include "plan/journal/progress.hpp"

namespace pinwright::plan {

/// Where what would be written in a tenant now is not what a saved plan says: a stale-plan finding each. Empty: an
/// apply writes exactly that. `progress`: what earlier applies of the plan did while some of it waited for approval.
/// What they did is no difference, and of an object that they left as it is now no more may be written than the plan
/// says.
[[nodiscard]] auto differences(const SavedTenant& saved, const SavedTenant& now, const Progress& progress = {})
    -> std::vector<diag::Diagnostic>;

}  // namespace pinwright::plan
