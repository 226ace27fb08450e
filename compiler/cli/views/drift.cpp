#include "cli/views/drift.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/views/change_groups.hpp"
#include "cli/views/draw_line.hpp"
#include "cli/views/labels.hpp"
#include "cli/views/plan_changes.hpp"
#include "cli/views/plan_text.hpp"
#include "cli/views/problems.hpp"
#include "cli/views/table.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli::views {

using diag::Style;
using plan::Reason;

namespace {

constexpr std::string_view kIndent = "      ";

auto keep_drift(plan::Sections sections) -> plan::Sections {
  for (auto* reason : {&sections.settings, &sections.assignments, &sections.rest}) {
    if (!is_drift(*reason)) *reason = Reason::None;
  }
  return sections;
}

auto draw_drift_table(std::ostream& out, const plan::Plan& drift, const Screen& screen) -> void {
  Table table({{"tenant"}, {"drift", Table::Align::Right}, {"problems"}});
  for (const auto& tenant : drift.tenants) {
    const auto count = tenant.changes.size();
    const auto problems = problems_of(tenant);
    table.add({tenant.name, count == 0 ? "-" : std::to_string(count), problems.empty() ? "-" : problems});
  }
  table.draw(out, diag::Paint(screen.color), screen.columns);
}

/// What someone did: the way from what was written to what is there. A line of a change tells the way back.
auto reversed(ChangeLine line) -> ChangeLine {
  // What is said of a secret stands behind it, whichever way.
  if (!line.after || !line.after->starts_with("(secret,")) std::swap(line.before, line.after);
  std::swap(line.before_text, line.after_text);
  line.sign = line.sign == '+' ? '-' : line.sign == '-' ? '+' : '~';
  return line;
}

/// The files say that the object is ours (`adopt`), and it carries no marker.
auto lacks_marker(const plan::Change& change) -> bool { return change.action == plan::Action::Adopt; }

auto draw_object(std::ostream& out, const plan::TenantPlan& tenant, const plan::Change& change,
                 const TextOptions& options, const diag::Paint& paint) -> void {
  base::print(out, "\n  {} {} in {}", paint(Style::Warning, "~"),
              paint(Style::Bold, diag::visible(title_of(change.kind, change.key, change.name))), tenant.name);
  if (change.before && !change.before->last_modified.empty())
    base::print(out, "  {}",
                paint(Style::Faint, fmt::format("# last changed {}", diag::visible(change.before->last_modified))));
  out << '\n';
  if (lacks_marker(change))
    base::print(out, "      {}\n",
                paint(Style::Faint, "# carries no marker: somebody took it out, or no apply took the policy over yet"));
  bool told = false;
  for (const auto& line : change_lines(tenant, change, options.full ? Detail::Full : Detail::Brief)) {
    const bool both = reason_of(change.sections, line.section) == Reason::Both;
    if (both && !std::exchange(told, true))
      base::print(out, "      {}\n",
                  paint(Style::Faint, "# the files changed too: shown is the way from the files to the tenant"));
    draw_line(out, reversed(line), kIndent, options.full, paint);
  }
}

}  // namespace

auto only_drift(const plan::Plan& plan) -> plan::Plan {
  auto drift = plan;
  for (auto& tenant : drift.tenants) {
    std::erase_if(tenant.changes,
                  [](const plan::Change& change) { return !has_drift(change) && !lacks_marker(change); });
    for (auto& change : tenant.changes) {
      if (lacks_marker(change)) continue;
      change.sections = keep_drift(change.sections);
      std::erase_if(change.paths, [&](const object::Difference& difference) {
        return reason_of(change.sections, section_of(difference.path)) == Reason::None;
      });
    }
  }
  return drift;
}

auto drift_line(const plan::Plan& drift) -> std::string {
  std::size_t objects = 0;
  std::size_t tenants = 0;
  for (const auto& tenant : drift.tenants) {
    const auto count = tenant.changes.size();
    objects += count;
    tenants += count > 0 ? 1U : 0U;
  }
  if (objects == 0) return "no drift";
  return fmt::format("{} drifted in {}", base::counted(objects, "object"), base::counted(tenants, "tenant"));
}

auto draw_drift(std::ostream& out, const plan::Plan& drift, const source::SourceMap& sources,
                const TextOptions& options) -> void {
  const diag::Paint paint(options.screen.color);
  draw_drift_table(out, drift, options.screen);
  draw_problems(out, drift.tenants, sources, {options.screen.color, options.verbose, options.findings});
  for (const auto& tenant : drift.tenants) {
    for (const auto& change : tenant.changes) {
      if (!options.summary) draw_object(out, tenant, change, options, paint);
    }
  }
  if (!options.quiet) base::print(out, "\n{}\n", paint(Style::Bold, drift_line(drift)));
}

}  // namespace pinwright::cli::views
