#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "plan/apply/outcome.hpp"
#include "plan/plan.hpp"
#include "source/source_map.hpp"

namespace pinwright::cli::views {

struct OutcomeOptions {
  bool color = false;
  bool quiet = false;
  bool full = false;             ///< every object, also where all went well
  bool findings = true;          ///< as ProblemOptions has it
  std::string journal;           ///< where the writes are noted, as people name it; empty: nothing was written
  std::string workspace_option;  ///< what a `rollback` needs behind the journal: " --workspace PATH", or nothing
};

/// What an apply did: a line a tenant where all went well, else object by object what was done, failed and skipped.
auto draw_outcomes(std::ostream& out, const std::vector<plan::TenantOutcome>& tenants, const source::SourceMap& sources,
                   const OutcomeOptions& options) -> void;

/// The tenants with the findings of the apply, for findings_of().
[[nodiscard]] auto problems_in(const std::vector<plan::TenantOutcome>& tenants) -> std::vector<plan::TenantPlan>;

[[nodiscard]] auto word(plan::Outcome::State state) -> std::string_view;  ///< "done", …, "awaiting-approval"
[[nodiscard]] auto all_done(const plan::TenantOutcome& tenant) -> bool;
/// Something waits for approval, and everything else was done that does not need it.
[[nodiscard]] auto only_approval_is_missing(const plan::TenantOutcome& tenant) -> bool;

/// "12 done, 1 failed in 3 tenants".
[[nodiscard]] auto outcome_line(const std::vector<plan::TenantOutcome>& tenants) -> std::string;

/// What an apply did, as schemas/outcome.schema.json describes it. `journal`: empty when nothing was written.
[[nodiscard]] auto outcome_json(const std::vector<plan::TenantOutcome>& outcomes, const plan::Plan& plan,
                                const std::string& journal, const source::SourceMap& sources) -> std::string;

}  // namespace pinwright::cli::views
