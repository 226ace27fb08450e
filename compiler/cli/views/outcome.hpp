#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "plan/apply/outcome.hpp"
#include "source/source_map.hpp"

namespace pinwright::cli::views {

struct OutcomeOptions {
  bool color = false;
  bool quiet = false;
  bool full = false;    ///< every object, also where all went well
  std::string journal;  ///< where the writes are noted, as people name it; empty: nothing was written
};

/// What an apply did: a line a tenant where all went well, else object by object what was done, failed and skipped.
auto draw_outcomes(std::ostream& out, const std::vector<plan::TenantOutcome>& tenants, const source::SourceMap& sources,
                   const OutcomeOptions& options) -> void;

[[nodiscard]] auto word(plan::Outcome::State state) -> std::string_view;  ///< "done", "partly", "failed", "skipped"
[[nodiscard]] auto all_done(const plan::TenantOutcome& tenant) -> bool;

}  // namespace pinwright::cli::views
