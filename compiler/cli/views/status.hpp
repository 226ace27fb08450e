#pragma once

#include <ostream>
#include <vector>

#include "driver/status.hpp"

namespace pinwright::cli::views {

/// A block for each tenant, a line for each policy.
auto print_status(std::ostream& out, const std::vector<driver::TenantRollout>& rollouts) -> void;
/// schemas/status.schema.json.
auto print_status_json(std::ostream& out, const std::vector<driver::TenantRollout>& rollouts) -> void;

}  // namespace pinwright::cli::views
