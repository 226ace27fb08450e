#include "cli/views/outcome.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/views/labels.hpp"
#include "cli/views/problems.hpp"
#include "diag/paint.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli::views {

using diag::Style;
using State = plan::Outcome::State;

namespace {

auto style_of(State state) -> Style {
  switch (state) {
    case State::Done:
      return Style::Added;
    case State::Partly:
    case State::Failed:
      return Style::Error;
    case State::Skipped:
      return Style::Warning;
  }
  return Style::Plain;
}

auto count(const plan::TenantOutcome& tenant, State state) -> std::size_t {
  return static_cast<std::size_t>(std::count_if(tenant.outcomes.begin(), tenant.outcomes.end(),
                                                [&](const plan::Outcome& one) { return one.state == state; }));
}

/// "2 done, 1 failed".
auto counts_of(const plan::TenantOutcome& tenant) -> std::string {
  std::vector<std::string> parts;
  for (const auto state : {State::Done, State::Partly, State::Failed, State::Skipped}) {
    const auto found = count(tenant, state);
    if (found > 0) parts.push_back(fmt::format("{} {}", found, word(state)));
  }
  return parts.empty() ? "nothing was done" : base::joined(parts, ", ");
}

auto draw_object(std::ostream& out, const plan::Outcome& one, const diag::Paint& paint) -> void {
  fmt::print(out, "    {} {} {}\n", paint(style_of(one.state), fmt::format("{:<7}", word(one.state))),
             plan::word(one.action), diag::visible(title_of(one.kind, one.key, one.name)));
  if (!one.error) return;
  fmt::print(out, "            {}\n", diag::visible(one.error->message));
  if (!one.error->help.empty()) fmt::print(out, "            help: {}\n", diag::visible(one.error->help));
}

/// The shape in which problems are drawn.
auto problems_in(const std::vector<plan::TenantOutcome>& tenants) -> std::vector<plan::TenantPlan> {
  std::vector<plan::TenantPlan> problems;
  for (const auto& tenant : tenants) {
    plan::TenantPlan one;
    one.name = tenant.name;
    one.diagnostics = tenant.diagnostics;
    one.unusable = tenant.unusable;
    problems.push_back(std::move(one));
  }
  return problems;
}

}  // namespace

auto word(State state) -> std::string_view {
  switch (state) {
    case State::Done:
      return "done";
    case State::Partly:
      return "partly";
    case State::Failed:
      return "failed";
    case State::Skipped:
      return "skipped";
  }
  return "";
}

auto all_done(const plan::TenantOutcome& tenant) -> bool {
  return !tenant.unusable && !tenant.stale && !tenant.interrupted &&
         count(tenant, State::Done) == tenant.outcomes.size();
}

auto draw_outcomes(std::ostream& out, const std::vector<plan::TenantOutcome>& tenants, const source::SourceMap& sources,
                   const OutcomeOptions& options) -> void {
  const diag::Paint paint(options.color);
  draw_problems(out, problems_in(tenants), sources, {options.color, false});
  const bool incomplete = !std::all_of(tenants.begin(), tenants.end(), all_done);
  if (!tenants.empty() && (incomplete || !options.quiet)) out << '\n';
  for (const auto& tenant : tenants) {
    if (options.quiet && all_done(tenant)) continue;
    fmt::print(out, "  {}: {}{}\n", paint(Style::Bold, tenant.name), counts_of(tenant),
               tenant.interrupted ? ", interrupted" : "");
    if (all_done(tenant) && !options.full) continue;
    for (const auto& one : tenant.outcomes) draw_object(out, one, paint);
  }
  if (options.journal.empty() || (options.quiet && !incomplete)) return;
  fmt::print(out, "\nthe writes are noted in {}: `pinwright rollback` takes it to put back what was changed\n",
             options.journal);
  if (incomplete) out << "not everything was done: a further `pinwright apply` goes on from here\n";
}

}  // namespace pinwright::cli::views
