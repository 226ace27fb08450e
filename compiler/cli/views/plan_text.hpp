#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "cli/views/screen.hpp"
#include "plan/plan.hpp"
#include "source/source_map.hpp"

namespace pinwright::cli::views {

/// How a plan is drawn for people.
struct TextOptions {
  Screen screen = {};
  bool summary = false;  ///< only the table, the problems and the risks
  bool full = false;     ///< every change in full, nothing grouped
  bool quiet = false;    ///< no summary line
  bool verbose = false;  ///< the names of all tenants
  bool findings = true;  ///< as ProblemOptions has it
  /// The plan does not come from the files but undoes something: it has no reasons to tell.
  bool undoes = false;
  std::vector<std::string> remarks;  ///< what an apply would refuse: a sentence each
};

/// The whole plan: table, problems, risks, changes, summary. `sources`: what the findings point into.
auto draw_plan(std::ostream& out, const plan::Plan& plan, const source::SourceMap& sources, const TextOptions& options)
    -> void;

/// "1 to create, 2 to update, 0 to delete in 3 tenants".
[[nodiscard]] auto summary_line(const plan::Plan& plan, bool undoes) -> std::string;

/// "1 error, 2 warnings", "cannot be used"; empty where nothing is wrong.
[[nodiscard]] auto problems_of(const plan::TenantPlan& tenant) -> std::string;
/// Objects that someone changed in the tenant since the last apply.
[[nodiscard]] auto drifted(const plan::TenantPlan& tenant) -> std::size_t;

}  // namespace pinwright::cli::views
