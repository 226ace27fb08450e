#pragma once

#include <ostream>

#include "cli/views/plan_text.hpp"

namespace pinwright::cli::views {

/// Of a plan only what someone changed in the tenants since the last apply: other objects, sections and paths are left
/// out. Findings and tenants stay.
[[nodiscard]] auto only_drift(const plan::Plan& plan) -> plan::Plan;

/// "2 objects drifted in 1 tenant; fabrikam could not be read", of a plan of only_drift. Tenants of which less than all
/// is known are named: "no drift" is said only of what was compared.
[[nodiscard]] auto drift_line(const plan::Plan& drift) -> std::string;

/// A plan of only_drift, told as what live holds now against what was written.
auto draw_drift(std::ostream& out, const plan::Plan& drift, const source::SourceMap& sources,
                const TextOptions& options) -> void;

}  // namespace pinwright::cli::views
