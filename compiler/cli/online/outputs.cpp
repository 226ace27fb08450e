#include "cli/online/outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "base/text.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/views/drift.hpp"
#include "cli/views/outcome.hpp"
#include "cli/views/plan_grid.hpp"
#include "cli/views/plan_text.hpp"
#include "cli/views/problems.hpp"
#include "plan/file/write.hpp"

namespace pinwright::cli::online {

namespace {

auto text_of(const Draw& draw) -> std::string {
  std::ostringstream text;
  if (draw) draw(text, {});
  return text.str();
}

auto report_of(const Common& common, const Output& output, const Forms& forms, const source::SourceMap& sources,
               driver::Env& env) -> base::Status {
  const auto findings = forms.findings ? forms.findings() : std::vector<diag::Diagnostic>();
  const auto beside = text_of(forms.beside);
  const auto brief = text_of(forms.brief);
  diag::Report report{.diagnostics = findings, .sources = sources, .summary = diag::summarise(findings)};
  report.verbose = common.verbose;
  report.fail_on = common.fail_on;
  report.max_bytes = common.max_bytes;
  report.version = PINWRIGHT_VERSION;
  report.title = forms.title;
  report.text = beside;
  report.brief = brief;
  report.grid = forms.grid ? &*forms.grid : nullptr;
  return render_one(common, output, report, env);
}

auto write_output(const Common& common, const Output& output, const Forms& forms, const source::SourceMap& sources,
                  driver::Env& env) -> base::Status {
  const bool is_json = output.format == "json";
  if (!is_json && output.format != "text") return report_of(common, output, forms, sources, env);
  if (output.file.empty()) {
    if (is_json) {
      env.out << forms.json();
    } else {
      forms.text(env.out, {common.color, common.columns});
    }
    return base::Done{};
  }
  return write_file(common, output, is_json ? forms.json() : text_of(forms.text), env);
}

constexpr std::size_t kNamesShown = 5;
constexpr std::string_view kNotWritten = "not written";

auto text_options(const Session& session) -> views::TextOptions {
  views::TextOptions options;
  options.screen = {session.common.color, session.common.columns};
  options.summary = session.summary;
  options.full = session.full;
  options.quiet = session.common.quiet;
  options.verbose = session.common.verbose;
  return options;
}

/// What is printed there is one document: nothing may stand before it.
auto stdout_is_document(const Session& session) -> bool {
  const auto& outputs = session.common.outputs;
  return std::any_of(outputs.begin(), outputs.end(), [](const Output& output) {
    return output.file.empty() && (output.format == "json" || output.format == "markdown" || output.format == "html");
  });
}

/// Tenants that an apply leaves out because something is wrong with them; empty: there are none.
auto left_out(const plan::Plan& plan, diag::Severity fail_on) -> std::string {
  std::vector<std::string> names;
  for (const auto& tenant : plan.tenants) {
    if (is_left_out(tenant, fail_on)) names.push_back(tenant.name);
  }
  return base::listed(names, kNamesShown);
}

auto left_out_remark(const plan::Plan& plan, diag::Severity fail_on) -> std::string {
  const auto names = left_out(plan, fail_on);
  return names.empty() ? std::string() : "left out because of the problems above: " + names;
}

/// A heading is often all that is read of a report: it names the tenants that the report does not speak of.
auto title_of(std::string_view what, const std::string& line, const plan::Plan& plan, const Session& session)
    -> std::string {
  const auto names = left_out(plan, session.common.fail_on);
  return fmt::format("{}: {}{}{}", what, line, names.empty() ? "" : "; left out: ", names);
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

/// A plan, or what drifted of one.
struct Drawing {
  const plan::Plan& plan;
  const std::string& title;
  const views::TextOptions& options;
  decltype(&views::draw_plan) draw;
  std::string_view problem;  ///< as views::grid_of() has it
};

auto show(const Drawing& drawing, const Session& session, driver::Env& env) -> base::Status {
  const auto& sources = session.loaded->sources;
  const auto drawn = [&](views::TextOptions options) {
    return [&drawing, &sources, options = std::move(options)](std::ostream& out, const views::Screen& screen) {
      auto own = options;
      own.screen = screen;
      drawing.draw(out, drawing.plan, sources, own);
    };
  };
  auto beside = drawing.options;
  beside.findings = false;
  auto brief = beside;
  brief.summary = true;
  Forms forms{drawn(drawing.options), [&] { return plan::to_json(drawing.plan, sources); }};
  forms.findings = [&] { return views::findings_of(drawing.plan.tenants); };
  forms.title = drawing.title;
  forms.beside = drawn(std::move(beside));
  forms.brief = drawn(std::move(brief));
  forms.grid = views::grid_of(drawing.plan, drawing.problem);
  return write_outputs(session.common, forms, sources, env);
}

}  // namespace

auto write_outputs(const Common& common, const Forms& forms, const source::SourceMap& sources, driver::Env& env)
    -> base::Status {
  for (const auto& output : common.outputs) {
    auto done = write_output(common, output, forms, sources, env);
    if (!done.ok()) return done;
  }
  return base::Done{};
}

auto show_plan(const plan::Plan& plan, const Session& session, driver::Env& env) -> base::Status {
  auto options = intention_options(plan, session, false);
  if (const auto reason = too_many_deletes(plan, session.deletes))
    options.remarks.push_back("apply would be refused: " + *reason);
  if (!session.common.quiet) add(options.remarks, offline_remark(session));
  const auto title = title_of("plan", views::summary_line(plan, false), plan, session);
  return show({plan, title, options, views::draw_plan, kNotWritten}, session, env);
}

auto show_drift(const plan::Plan& plan, const Session& session, driver::Env& env) -> base::Status {
  const auto drift = views::only_drift(plan);
  const auto title = "drift: " + views::drift_line(drift);
  return show({drift, title, text_options(session), views::draw_drift, "has problems"}, session, env);
}

auto show_intention(const plan::Plan& plan, const Session& session, bool undoes, driver::Env& env) -> void {
  auto options = intention_options(plan, session, undoes);
  const bool is_beside = stdout_is_document(session);
  if (is_beside) options.screen.columns = 0;
  views::draw_plan(is_beside ? env.err : env.out, plan, session.loaded->sources, options);
}

auto show_outcomes(const Ending& ending, const Session& session, driver::Env& env) -> base::Status {
  const auto& sources = session.loaded->sources;
  const auto intention = [&](std::ostream& out, const views::Screen& screen, bool findings) {
    auto options = intention_options(ending.plan, session, ending.undoes);
    options.screen = screen;
    options.findings = findings;
    views::draw_plan(out, ending.plan, sources, options);
  };
  const auto outcomes = [&](std::ostream& out, const views::Screen& screen, bool findings) {
    views::draw_outcomes(
        out, ending.outcomes, sources,
        {screen.color, session.common.quiet, session.full, findings, ending.journal, workspace_option(session, env)});
  };
  Forms forms;
  forms.text = [&](std::ostream& out, const views::Screen& screen) {
    if (&out != &env.out) intention(out, screen, true);
    outcomes(out, screen, true);
  };
  forms.json = [&] { return views::outcome_json(ending.outcomes, ending.plan, ending.journal, sources); };
  forms.findings = [&] {
    auto tenants = views::problems_in(ending.outcomes);
    tenants.insert(tenants.end(), ending.plan.tenants.begin(), ending.plan.tenants.end());
    return views::findings_of(tenants);
  };
  forms.title =
      title_of(ending.undoes ? "rollback" : "apply", views::outcome_line(ending.outcomes), ending.plan, session);
  forms.beside = [&](std::ostream& out, const views::Screen& screen) {
    intention(out, screen, false);
    outcomes(out, screen, false);
  };
  forms.brief = [&](std::ostream& out, const views::Screen& screen) { outcomes(out, screen, false); };
  forms.grid = views::grid_of(ending.plan, kNotWritten);
  return write_outputs(session.common, forms, sources, env);
}

}  // namespace pinwright::cli::online
