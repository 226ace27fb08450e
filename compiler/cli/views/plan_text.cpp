#include "cli/views/plan_text.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "cli/views/change_groups.hpp"
#include "cli/views/plan_changes.hpp"
#include "cli/views/problems.hpp"
#include "cli/views/reach.hpp"
#include "cli/views/risks.hpp"
#include "cli/views/table.hpp"
#include "diag/paint.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli::views {

using diag::Style;

namespace {

constexpr std::size_t kTenantsShown = 5;

/// Tenants that something is wrong with are left out by an apply: what it would do there is not counted.
auto is_applied(const plan::TenantPlan& tenant) -> bool { return !tenant.unusable && !tenant.has_errors(); }

auto total_of(const plan::Plan& plan) -> plan::Summary {
  plan::Summary total;
  for (const auto& tenant : plan.tenants) {
    if (!is_applied(tenant)) continue;
    const auto one = summarise(tenant);
    total.create += one.create;
    total.update += one.update;
    total.remove += one.remove;
    total.adopt += one.adopt;
    total.forget += one.forget;
    total.unchanged += one.unchanged;
  }
  return total;
}

/// "1 to create, 2 to update, 0 to delete in 3 tenants".
auto summary_line(const plan::Plan& plan) -> std::string {
  const auto total = total_of(plan);
  const auto changed = std::count_if(plan.tenants.begin(), plan.tenants.end(), [](const plan::TenantPlan& tenant) {
    return is_applied(tenant) && tenant.has_changes();
  });
  if (changed == 0) {
    const bool all_known = std::all_of(plan.tenants.begin(), plan.tenants.end(), is_applied);
    return all_known ? "nothing to do: the tenants are what the files say" : "nothing can be done";
  }
  auto line = fmt::format("{} to create, {} to update, {} to delete", total.create, total.update, total.remove);
  if (total.adopt > 0) line += fmt::format(", {} to take over", total.adopt);
  if (total.forget > 0) line += fmt::format(", {} to forget", total.forget);
  return fmt::format("{} in {}", line, base::counted(static_cast<std::size_t>(changed), "tenant"));
}

auto number(std::size_t count) -> std::string { return count == 0 ? "-" : std::to_string(count); }

auto or_dash(const std::string& text) -> std::string { return text.empty() ? "-" : text; }

auto reach_cell(const plan::TenantPlan& tenant) -> std::string {
  return std::any_of(tenant.changes.begin(), tenant.changes.end(), reaches) ? format_reach(reach_of(tenant)) : "-";
}

}  // namespace

auto draw_plan(std::ostream& out, const plan::Plan& plan, const source::SourceMap& sources, const TextOptions& options)
    -> void {
  const diag::Paint paint(options.color);
  const auto tenants_shown = options.verbose || options.full ? plan.tenants.size() : kTenantsShown;
  draw_table(out, plan, options.undoes ? Columns::WithoutReach : Columns::All, paint);
  draw_problems(out, plan.tenants, sources, {options.color, options.verbose});
  draw_risks(out, plan, tenants_shown, paint);
  if (!options.summary) draw_changes(out, plan, {options.full, tenants_shown, options.undoes}, paint);
  if (!options.quiet) fmt::print(out, "\n{}\n", paint(Style::Bold, summary_line(plan)));
  for (const auto& remark : options.remarks) fmt::print(out, "{}\n", paint(Style::Warning, diag::visible(remark)));
}

auto problems_of(const plan::TenantPlan& tenant) -> std::string {
  if (tenant.unusable) return "cannot be used";
  const auto count = [&](diag::Severity severity) {
    return std::count_if(tenant.diagnostics.begin(), tenant.diagnostics.end(),
                         [&](const diag::Diagnostic& one) { return one.severity == severity && !one.waived; });
  };
  std::vector<std::string> parts;
  for (const auto severity : {diag::Severity::Error, diag::Severity::Warning}) {
    const auto found = static_cast<std::size_t>(count(severity));
    if (found > 0) parts.push_back(base::counted(found, diag::name(severity)));
  }
  return base::joined(parts, ", ");
}

auto drifted(const plan::TenantPlan& tenant) -> std::size_t {
  return static_cast<std::size_t>(std::count_if(tenant.changes.begin(), tenant.changes.end(), has_drift));
}

auto draw_table(std::ostream& out, const plan::Plan& plan, Columns shown, const diag::Paint& paint) -> void {
  using Align = Table::Align;
  const bool forgets = std::any_of(plan.tenants.begin(), plan.tenants.end(),
                                   [](const auto& tenant) { return summarise(tenant).forget > 0; });
  std::vector<Table::Column> columns{{"tenant"},
                                     {"create", Align::Right},
                                     {"update", Align::Right},
                                     {"delete", Align::Right},
                                     {"adopt", Align::Right}};
  if (forgets) columns.push_back({"forget", Align::Right});
  for (const auto* head : {"unchanged", "drift"}) columns.push_back({head, Align::Right});
  if (shown == Columns::All) columns.push_back({"devices"});
  columns.push_back({"problems"});
  Table table(std::move(columns));
  for (const auto& tenant : plan.tenants) {
    const auto summary = summarise(tenant);
    std::vector<std::string> cells{tenant.name};
    for (const auto count : {summary.create, summary.update, summary.remove, summary.adopt})
      cells.push_back(number(count));
    if (forgets) cells.push_back(number(summary.forget));
    for (const auto count : {summary.unchanged, drifted(tenant)}) cells.push_back(number(count));
    if (shown == Columns::All) cells.push_back(reach_cell(tenant));
    cells.push_back(or_dash(problems_of(tenant)));
    table.add(std::move(cells));
  }
  table.draw(out, paint);
}

}  // namespace pinwright::cli::views
