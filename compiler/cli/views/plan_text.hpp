#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "plan/plan.hpp"
#include "source/source_map.hpp"

namespace pinwright::cli::views {

/// How a plan is drawn for people.
struct TextOptions {
  bool color = false;
  bool summary = false;  ///< only the table, the problems and the risks
  bool full = false;     ///< every change in full, nothing folded
  bool quiet = false;    ///< no summary line
  bool verbose = false;  ///< the names of all tenants
  /// The plan does not come from the files but undoes something: it has neither reasons nor a reach to tell.
  bool undoes = false;
  std::vector<std::string> remarks;  ///< what an apply would refuse: a sentence each
};

/// The whole plan: table, problems, risks, changes, summary. `sources`: what the findings point into.
auto draw_plan(std::ostream& out, const plan::Plan& plan, const source::SourceMap& sources, const TextOptions& options)
    -> void;

}  // namespace pinwright::cli::views
