#pragma once

#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace pinwright::cli::views {

/// In what respects the assignments of a change may reach devices or users that they did not reach before:
/// "+ group pilot-devices", "group kiosks is no longer excluded", "group pilot-devices without filter corporate".
[[nodiscard]] auto widened(const plan::TenantPlan& tenant, const plan::Change& change) -> std::vector<std::string>;

}  // namespace pinwright::cli::views
