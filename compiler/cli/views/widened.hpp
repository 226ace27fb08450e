#pragma once

#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace pinwright::cli::views {

/// In what respects `after` may reach devices or users that `before` did not: "+ group pilot-devices", "group kiosks is
/// no longer excluded", "group pilot-devices without filter corporate". Empty: it does not.
[[nodiscard]] auto widened(const plan::TenantPlan& tenant, const std::vector<object::Assignment>& before,
                           const std::vector<object::Assignment>& after) -> std::vector<std::string>;

}  // namespace pinwright::cli::views
