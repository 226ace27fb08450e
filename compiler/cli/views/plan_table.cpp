#include "cli/views/plan_table.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "cli/views/change_groups.hpp"
#include "cli/views/reach.hpp"
#include "cli/views/table.hpp"

namespace pinwright::cli::views {

namespace {

auto number(std::size_t count) -> std::string { return count == 0 ? "-" : std::to_string(count); }

auto or_dash(const std::string& text) -> std::string { return text.empty() ? "-" : text; }

auto reach_cell(const plan::TenantPlan& tenant) -> std::string {
  return std::any_of(tenant.changes.begin(), tenant.changes.end(), reaches) ? text_of(reach_of(tenant)) : "-";
}

}  // namespace

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
