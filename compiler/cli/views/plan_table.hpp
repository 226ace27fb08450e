#pragma once

#include <ostream>

#include "diag/paint.hpp"
#include "plan/plan.hpp"

namespace pinwright::cli::views {

enum class Columns : std::uint8_t { All, WithoutReach };

/// One line a tenant: what would be done to how many objects, how many drifted, whom that reaches, what is wrong.
auto draw_table(std::ostream& out, const plan::Plan& plan, Columns shown, const diag::Paint& paint) -> void;

/// "1 error, 2 warnings", "cannot be used"; empty where nothing is wrong.
[[nodiscard]] auto problems_of(const plan::TenantPlan& tenant) -> std::string;
/// Objects that someone changed in the tenant since the last apply.
[[nodiscard]] auto drifted(const plan::TenantPlan& tenant) -> std::size_t;

}  // namespace pinwright::cli::views
