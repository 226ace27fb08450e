#pragma once

#include <string>
#include <vector>

#include "plan/apply/outcome.hpp"
#include "plan/plan.hpp"
#include "source/source_map.hpp"

namespace pinwright::cli::views {

/// What an apply did, as schemas/outcome.schema.json describes it. `journal`: empty when nothing was written.
[[nodiscard]] auto outcome_json(const std::vector<plan::TenantOutcome>& outcomes, const plan::Plan& plan,
                                const std::string& journal, const source::SourceMap& sources) -> std::string;

}  // namespace pinwright::cli::views
