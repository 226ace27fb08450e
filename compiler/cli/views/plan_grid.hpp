#pragma once

#include <optional>

#include "diag/grid.hpp"
#include "plan/plan.hpp"

namespace pinwright::cli::views {

/// What a plan does where: a row for each tenant with a change or an error, a column for each object that changes
/// somewhere, in the order in which the plan names them. Nothing for a plan of one tenant, or one that changes nothing.
[[nodiscard]] auto grid_of(const plan::Plan& plan) -> std::optional<diag::Grid>;

}  // namespace pinwright::cli::views
