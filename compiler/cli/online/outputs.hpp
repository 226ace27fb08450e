#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/online/session.hpp"
#include "cli/report.hpp"
#include "cli/views/screen.hpp"
#include "diag/grid.hpp"
#include "driver/env.hpp"
#include "plan/apply/outcome.hpp"

/// What the commands print: every output that was asked for.
namespace pinwright::cli::online {

/// Draws text; in a file without colour, and lines of any length.
using Draw = std::function<void(std::ostream&, const views::Screen&)>;

/// What a run has to say, in every form: each is made where an output asks for it.
struct Forms {
  Draw text;  ///< for people
  std::function<std::string()> json;
  // For github, azure, markdown and html: the findings, and what is said beside them.
  std::function<std::vector<diag::Diagnostic>()> findings = {};
  std::string title = {};
  Draw beside = {};  ///< as `text`, without the findings
  Draw brief = {};   ///< the same in few lines
  std::optional<diag::Grid> grid = {};
};

/// Writes every `--output` of a run. `sources`: what the findings point into.
[[nodiscard]] auto write_outputs(const Common& common, const Forms& forms, const source::SourceMap& sources,
                                 driver::Env& env) -> base::Status;

/// A plan: as text that also says what an apply would refuse, as JSON (schemas/plan.schema.json), for pull requests.
[[nodiscard]] auto show_plan(const plan::Plan& plan, const Session& session, driver::Env& env) -> base::Status;
/// What drifted, of a plan.
[[nodiscard]] auto show_drift(const plan::Plan& plan, const Session& session, driver::Env& env) -> base::Status;

/// The plan of a run that goes on to write, for the person who is about to say yes: as text to stdout, or to stderr
/// where stdout is for JSON. `undoes`: as views::TextOptions has it.
auto show_intention(const plan::Plan& plan, const Session& session, bool undoes, driver::Env& env) -> void;

/// How that run ended.
struct Ending {
  const std::vector<plan::TenantOutcome>& outcomes;
  const plan::Plan& plan;
  const std::string& journal;  ///< as people name it; empty: nothing was written
  bool undoes = false;
};
/// As text, as JSON (schemas/outcome.schema.json). A text in a file holds the plan too.
[[nodiscard]] auto show_outcomes(const Ending& ending, const Session& session, driver::Env& env) -> base::Status;

}  // namespace pinwright::cli::online
