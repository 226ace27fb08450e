#pragma once

#include <optional>
#include <string_view>

#include "diag/grid.hpp"
#include "plan/plan.hpp"

namespace pinwright::cli::views {

/// What a plan does where: a row for each tenant with a change or an error, a column for each object that changes
/// somewhere, in the order in which the plan names them. Nothing for a plan of one tenant, or one that changes nothing.
/// `problem` stands behind the name of a tenant with an error: "not written".
[[nodiscard]] auto grid_of(const plan::Plan& plan, std::string_view problem) -> std::optional<diag::Grid>;

}  // namespace pinwright::cli::views
