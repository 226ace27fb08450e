#include "cli/online/outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/text.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/views/drift.hpp"
#include "cli/views/outcome.hpp"
#include "cli/views/plan_text.hpp"
#include "driver/paths.hpp"
#include "plan/file/write.hpp"

namespace pinwright::cli::online {

namespace {

auto write_output(const Common::Output& output, const Draw& text, const std::function<std::string()>& json, bool color,
                  driver::Env& env) -> base::Status {
  if (output.file.empty()) {
    if (output.format == "json") {
      env.out << json();
    } else {
      text(env.out, color);
    }
    return base::Done{};
  }
  std::ostringstream bytes;
  if (output.format == "json") {
    bytes << json();
  } else {
    text(bytes, false);
  }
  // It holds values of live policies.
  return env.files.replace_privately(driver::absolute(env.working_folder, output.file), bytes.str());
}

constexpr std::size_t kNamesShown = 5;

auto text_options(const Session& session) -> views::TextOptions {
  views::TextOptions options;
  options.color = session.common.color;
  options.summary = session.summary;
  options.full = session.full;
  options.quiet = session.common.quiet;
  options.verbose = session.common.verbose;
  return options;
}

auto stdout_is_json(const Session& session) -> bool {
  const auto& outputs = session.common.outputs;
  return std::any_of(outputs.begin(), outputs.end(),
                     [](const Common::Output& output) { return output.file.empty() && output.format == "json"; });
}

/// Tenants that an apply leaves out because something is wrong with them.
auto left_out_remark(const plan::Plan& plan, diag::Severity fail_on) -> std::string {
  std::vector<std::string> names;
  for (const auto& tenant : plan.tenants) {
    if (tenant_exit_code(tenant, fail_on) != ExitCode::Success) names.push_back(tenant.name);
  }
  if (names.empty()) return {};
  return fmt::format("left out because of the problems above: {}", base::listed(names, kNamesShown));
}

auto offline_remark(const Session& session) -> std::string {
  const auto& findings = session.loaded->sink.diagnostics();
  const auto warnings = std::count_if(findings.begin(), findings.end(), [](const diag::Diagnostic& finding) {
    return !finding.waived && finding.severity == diag::Severity::Warning;
  });
  if (warnings == 0) return {};
  return fmt::format("the files have {}: `pinwright validate` shows what",
                     base::counted(static_cast<std::size_t>(warnings), "warning"));
}

auto is_lookup(const diag::Diagnostic& finding) -> bool {
  return finding.code == diag::Code::GroupNotFound || finding.code == diag::Code::FilterNotFound ||
         finding.code == diag::Code::ScopeTagNotFound;
}

/// A sandbox that an earlier run made is not seeded again.
auto old_sandbox_remark(const plan::Plan& plan, const Session& session) -> std::string {
  const bool lacks_something = std::any_of(plan.tenants.begin(), plan.tenants.end(), [](const auto& tenant) {
    return tenant.unusable || std::any_of(tenant.diagnostics.begin(), tenant.diagnostics.end(), is_lookup);
  });
  if (!lacks_something || !session.connections->is_old_sandbox()) return {};
  return "the sandbox holds what the files looked up when it was made: remove its file to begin anew";
}

auto add(std::vector<std::string>& remarks, std::string remark) -> void {
  if (!remark.empty()) remarks.push_back(std::move(remark));
}

auto intention_options(const plan::Plan& plan, const Session& session, bool undoes) -> views::TextOptions {
  auto options = text_options(session);
  options.undoes = undoes;
  add(options.remarks, left_out_remark(plan, session.common.fail_on));
  add(options.remarks, old_sandbox_remark(plan, session));
  return options;
}

}  // namespace

auto write_outputs(const Common& common, const Draw& text, const std::function<std::string()>& json, driver::Env& env)
    -> base::Status {
  for (const auto& output : common.outputs) {
    auto done = write_output(output, text, json, common.color, env);
    if (!done.ok()) return done;
  }
  return base::Done{};
}

auto show_plan(const plan::Plan& plan, const Session& session, driver::Env& env) -> base::Status {
  auto options = intention_options(plan, session, false);
  if (const auto reason = too_many_deletes(plan, session.deletes))
    options.remarks.push_back("apply would be refused: " + *reason);
  if (!session.common.quiet) add(options.remarks, offline_remark(session));
  const auto text = [&](std::ostream& out, bool color) {
    options.color = color;
    views::draw_plan(out, plan, session.loaded->sources, options);
  };
  return write_outputs(
      session.common, text, [&] { return plan::to_json(plan, session.loaded->sources); }, env);
}

auto show_drift(const plan::Plan& plan, const Session& session, driver::Env& env) -> base::Status {
  const auto drift = views::only_drift(plan);
  auto options = text_options(session);
  const auto text = [&](std::ostream& out, bool color) {
    options.color = color;
    views::draw_drift(out, drift, session.loaded->sources, options);
  };
  return write_outputs(
      session.common, text, [&] { return plan::to_json(drift, session.loaded->sources); }, env);
}

auto show_intention(const plan::Plan& plan, const Session& session, bool undoes, driver::Env& env) -> void {
  auto& out = stdout_is_json(session) ? env.err : env.out;
  views::draw_plan(out, plan, session.loaded->sources, intention_options(plan, session, undoes));
}

auto show_outcomes(const Ending& ending, const Session& session, driver::Env& env) -> base::Status {
  const auto& sources = session.loaded->sources;
  const auto json = [&] { return views::outcome_json(ending.outcomes, ending.plan, ending.journal, sources); };
  const auto text = [&](std::ostream& out, bool color) {
    if (&out != &env.out) {
      auto intention = intention_options(ending.plan, session, ending.undoes);
      intention.color = color;
      views::draw_plan(out, ending.plan, sources, intention);
    }
    views::draw_outcomes(out, ending.outcomes, sources, {color, session.common.quiet, session.full, ending.journal});
  };
  return write_outputs(session.common, text, json, env);
}

}  // namespace pinwright::cli::online
