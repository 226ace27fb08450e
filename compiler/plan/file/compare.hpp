#pragma once

#include <vector>

#include "diag/diagnostic.hpp"
#include "plan/file/saved_plan.hpp"

namespace pinwright::plan {

/// Where what would be written in a tenant now is not what a saved plan says: a stale-plan finding each. Empty: an
/// apply writes exactly that.
[[nodiscard]] auto differences(const SavedTenant& saved, const SavedTenant& now) -> std::vector<diag::Diagnostic>;

}  // namespace pinwright::plan
