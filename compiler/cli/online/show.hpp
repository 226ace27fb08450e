#pragma once

#include <string>
#include <vector>

#include "cli/online/session.hpp"
#include "plan/apply.hpp"

/// What the commands print: every output that was asked for.
namespace pinwright::cli::online {

/// A plan: as text that also says what an apply would refuse, as JSON (schemas/plan.schema.json).
[[nodiscard]] auto show_plan(const plan::Plan& plan, const Session& session, driver::Env& env) -> base::Status;
/// What drifted, of a plan.
[[nodiscard]] auto show_drift(const plan::Plan& plan, const Session& session, driver::Env& env) -> base::Status;

/// The plan of a run that goes on to write, for the person who is about to say yes: as text to stdout, or to stderr
/// where stdout is for JSON.
auto show_intention(const plan::Plan& plan, const Session& session, driver::Env& env) -> void;
/// How that run ended: as text, as JSON (schemas/outcome.schema.json). A text in a file holds the plan too. `journal`:
/// empty when nothing was written.
[[nodiscard]] auto show_outcomes(const std::vector<plan::TenantOutcome>& outcomes, const plan::Plan& plan,
                                 const std::string& journal, const Session& session, driver::Env& env) -> base::Status;

}  // namespace pinwright::cli::online
