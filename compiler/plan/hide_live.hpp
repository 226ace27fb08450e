#pragma once

#include "plan/plan.hpp"

namespace pinwright::plan {

/// Takes out of the paths what the tenant holds: they go on to say what differs and what is to be. For files of a
/// stranger, who could name any setting to have it shown. What is journaled and written stays as it is.
auto hide_live(TenantPlan& plan) -> void;

}  // namespace pinwright::plan
