#pragma once

#include <vector>

#include "plan/plan.hpp"
#include "plan/rollback/options.hpp"
#include "plan/tenant.hpp"

namespace pinwright::plan {

/// What people want to know of the changes of a rollback, as of any plan: paths with old and new values, and whom they
/// reach. Asks for the plain texts of what is overwritten or deleted, which the journal of the rollback needs too, and
/// for the members of groups; what cannot be read stays unknown.
auto add_details(Tenant& tenant, const RollbackOptions& options, std::vector<Change>& changes) -> void;

}  // namespace pinwright::plan
