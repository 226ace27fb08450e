#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "driver/preflight.hpp"
#include "plan/plan.hpp"
#include "source/source_map.hpp"

namespace pinwright::cli::views {

/// A block for each tenant. Findings are drawn by whoever calls this.
auto print_readiness(std::ostream& out, const std::vector<driver::TenantReadiness>& tenants) -> void;

/// The same as JSON, with the findings of `plan`.
[[nodiscard]] auto readiness_json(const std::vector<driver::TenantReadiness>& tenants, const plan::Plan& plan,
                                  const source::SourceMap& sources) -> std::string;

}  // namespace pinwright::cli::views
