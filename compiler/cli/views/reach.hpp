#pragma once

#include <span>
#include <string>

#include "plan/plan.hpp"

namespace pinwright::cli::views {

/// Of changes in several tenants together: counts are added, and what is unknown of one is unknown of all.
[[nodiscard]] auto added(const plan::Reach& a, const plan::Reach& b) -> plan::Reach;
/// Whether a change does something to devices: those of policies do, but not to give one up.
[[nodiscard]] auto reaches(const plan::Change& change) -> bool;
/// Of all that a plan does in a tenant: a group that several changes reach counts once.
[[nodiscard]] auto reach_of(const plan::TenantPlan& tenant) -> plan::Reach;
/// "all devices", "up to 25 devices and 3 users", "nobody", "unknown".
[[nodiscard]] auto format_reach(const plan::Reach& reach) -> std::string;

}  // namespace pinwright::cli::views
