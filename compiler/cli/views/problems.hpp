#pragma once

#include <ostream>
#include <vector>

#include "diag/diagnostic.hpp"
#include "plan/plan.hpp"
#include "source/source_map.hpp"

namespace pinwright::cli::views {

/// The findings of all tenants, in order of place. What is found in several tenants in the same words is one finding.
[[nodiscard]] auto findings_of(const std::vector<plan::TenantPlan>& tenants) -> std::vector<diag::Diagnostic>;

struct ProblemOptions {
  bool color = false;
  bool verbose = false;  ///< the names of all tenants
  bool findings = true;  ///< false: they stand elsewhere in the same document
};

/// Why tenants cannot be used, then the findings. `sources`: what the findings point into. Nothing where all is well.
auto draw_problems(std::ostream& out, const std::vector<plan::TenantPlan>& tenants, const source::SourceMap& sources,
                   const ProblemOptions& options) -> void;

}  // namespace pinwright::cli::views
