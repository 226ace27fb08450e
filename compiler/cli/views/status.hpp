#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "cli/views/screen.hpp"
#include "driver/status.hpp"

namespace pinwright::cli::views {

/// A block for each tenant, a line for each policy.
auto print_status(std::ostream& out, const std::vector<driver::TenantRollout>& rollouts, const Screen& screen) -> void;
/// The same as JSON.
[[nodiscard]] auto status_json(const std::vector<driver::TenantRollout>& rollouts) -> std::string;

}  // namespace pinwright::cli::views
