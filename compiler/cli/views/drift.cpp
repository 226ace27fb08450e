#include "cli/views/drift.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
    const std::string none = tenant.unusable ? "?" : "-";
    table.add({tenant.name, count == 0 ? none : std::to_string(count), problems.empty() ? "-" : problems});
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

constexpr std::size_t kNamesShown = 5;

/// Tenants by what is known of their drift: silence about one that was not read would be taken for "no drift".
struct Coverage {
  std::size_t objects = 0;
  std::size_t drifted = 0;  ///< tenants
  std::size_t clean = 0;    ///< tenants that were compared, in which nothing drifted
  std::vector<std::string> unread, partly;
};

/// Something of the tenant was not compared: an error, or a value that could not be read. What is wrong with the PIN
/// reset applications says nothing about policies.
auto leaves_gap(const diag::Diagnostic& finding) -> bool {
  using diag::Code;
  if (finding.code == Code::MaskedValue) return true;
  return finding.severity == diag::Severity::Error && finding.code != Code::PinServiceMissing &&
         finding.code != Code::PinServiceDisabled;
}

auto coverage_of(const plan::Plan& drift) -> Coverage {
  Coverage coverage;
  for (const auto& tenant : drift.tenants) {
    const bool is_partly = std::any_of(tenant.diagnostics.begin(), tenant.diagnostics.end(), leaves_gap);
    coverage.objects += tenant.changes.size();
    if (tenant.unusable) coverage.unread.push_back(tenant.name);
    if (!tenant.unusable && is_partly) coverage.partly.push_back(tenant.name);
    if (!tenant.changes.empty()) {
      ++coverage.drifted;
    } else if (!tenant.unusable && !is_partly) {
      ++coverage.clean;
    }
  }
  return coverage;
}

/// "2 objects drifted in 1 tenant"; empty where nothing can be said.
auto findings_line(const Coverage& coverage) -> std::string {
  if (coverage.objects > 0)
    return fmt::format("{} drifted in {}", base::counted(coverage.objects, "object"),
                       base::counted(coverage.drifted, "tenant"));
  if (coverage.unread.empty() && coverage.partly.empty()) return "no drift";
  return coverage.clean == 0 ? std::string() : "no drift in " + base::counted(coverage.clean, "tenant");
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
  const auto coverage = coverage_of(drift);
  std::vector<std::string> parts;
  if (auto line = findings_line(coverage); !line.empty()) parts.push_back(std::move(line));
  const auto say_of = [&](const std::vector<std::string>& names, std::string_view what) {
    if (!names.empty()) parts.push_back(base::listed(names, kNamesShown) + std::string(what));
  };
  if (parts.empty() && coverage.partly.empty())
    return "nothing is known of " + base::listed(coverage.unread, kNamesShown);
  say_of(coverage.unread, " could not be read");
  say_of(coverage.partly, " could not be compared as a whole");
  return base::joined(parts, "; ");
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
