#include "cli/views/plan_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/print.hpp"
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

auto add(plan::Summary& total, const plan::Summary& one) -> void {
  total.create += one.create;
  total.update += one.update;
  total.remove += one.remove;
  total.adopt += one.adopt;
  total.forget += one.forget;
  total.unchanged += one.unchanged;
  total.replace += one.replace;
}

/// What an apply would do in tenants that it leaves out is not counted.
auto total_of(const plan::Plan& plan) -> plan::Summary {
  plan::Summary total;
  for (const auto& tenant : plan.tenants) {
    if (!is_left_out(tenant, plan.fail_on)) add(total, summarise(tenant));
  }
  return total;
}

auto number(std::size_t count) -> std::string { return count == 0 ? "-" : std::to_string(count); }

auto or_dash(const std::string& text) -> std::string { return text.empty() ? "-" : text; }

/// A line of the table: of one tenant, or of several together.
struct Row {
  std::string name;
  plan::Summary summary;
  std::size_t drift = 0;
  bool reaches_any = false;
  plan::Reach reach{0, 0, false, false, {}};
  std::string problems;
};

auto row_of(const plan::TenantPlan& tenant) -> Row {
  return {tenant.name,      summarise(tenant),
          drifted(tenant),  std::any_of(tenant.changes.begin(), tenant.changes.end(), reaches),
          reach_of(tenant), problems_of(tenant)};
}

auto add(Row& total, const Row& row) -> void {
  add(total.summary, row.summary);
  total.drift += row.drift;
  if (!row.reaches_any) return;
  total.reaches_any = true;
  total.reach = added(total.reach, row.reach);
}

/// Nothing to do, nobody did anything, and nothing is wrong.
auto has_nothing_to_say(const plan::TenantPlan& tenant) -> bool {
  return !tenant.unusable && tenant.diagnostics.empty() && !tenant.has_changes() && drifted(tenant) == 0;
}

/// One line a tenant: what would be done to how many objects, how many drifted, whom that reaches, what is wrong.
/// Several tenants in which there is nothing to say share a line; below more than one tenant stands their total.
class TenantTable {
 public:
  TenantTable(const plan::Plan& plan, const TextOptions& options) : plan_(plan), screen_(options.screen) {
    const auto idle = std::count_if(plan.tenants.begin(), plan.tenants.end(), has_nothing_to_say);
    folds_ = !options.full && idle > 1;
    forgets_ = std::any_of(plan.tenants.begin(), plan.tenants.end(),
                           [](const auto& tenant) { return summarise(tenant).forget > 0; });
    replaces_ = std::any_of(plan.tenants.begin(), plan.tenants.end(),
                            [](const auto& tenant) { return summarise(tenant).replace > 0; });
  }

  auto draw(std::ostream& out) const -> void {
    Table table(heads());
    Row total;
    total.name = "total";
    Row idle;
    std::size_t idle_tenants = 0;
    for (const auto& tenant : plan_.tenants) {
      const auto row = row_of(tenant);
      add(total, row);
      if (folds_ && has_nothing_to_say(tenant)) {
        add(idle, row);
        ++idle_tenants;
      } else {
        table.add(cells(row));
      }
    }
    idle.name = fmt::format("{} unchanged", base::counted(idle_tenants, "tenant"));
    if (folds_) table.add(cells(idle));
    if (plan_.tenants.size() > 1) table.add(cells(total));
    table.draw(out, diag::Paint(screen_.color), screen_.columns);
  }

 private:
  [[nodiscard]] auto heads() const -> std::vector<Table::Column> {
    using Align = Table::Align;
    std::vector<Table::Column> heads{{"tenant"},
                                     {"create", Align::Right},
                                     {"update", Align::Right},
                                     {"delete", Align::Right},
                                     {"adopt", Align::Right}};
    if (replaces_) heads.push_back({"replace", Align::Right});
    if (forgets_) heads.push_back({"forget", Align::Right});
    for (const auto* head : {"unchanged", "drift"}) heads.push_back({head, Align::Right});
    heads.push_back({"devices"});
    heads.push_back({"problems"});
    return heads;
  }

  [[nodiscard]] auto cells(const Row& row) const -> std::vector<std::string> {
    std::vector<std::string> cells{row.name};
    for (const auto count : {row.summary.create, row.summary.update, row.summary.remove, row.summary.adopt})
      cells.push_back(number(count));
    if (replaces_) cells.push_back(number(row.summary.replace));
    if (forgets_) cells.push_back(number(row.summary.forget));
    for (const auto count : {row.summary.unchanged, row.drift}) cells.push_back(number(count));
    cells.push_back(row.reaches_any ? format_reach(row.reach) : "-");
    cells.push_back(or_dash(row.problems));
    return cells;
  }

  const plan::Plan& plan_;
  const Screen& screen_;
  bool folds_ = false;
  bool forgets_ = false;
  bool replaces_ = false;
};

}  // namespace

auto summary_line(const plan::Plan& plan, bool undoes) -> std::string {
  const auto total = total_of(plan);
  const auto changed = std::count_if(plan.tenants.begin(), plan.tenants.end(), [&](const plan::TenantPlan& tenant) {
    return !is_left_out(tenant, plan.fail_on) && tenant.has_changes();
  });
  if (changed == 0) {
    const auto known = std::count_if(plan.tenants.begin(), plan.tenants.end(), [&](const plan::TenantPlan& tenant) {
      return !is_left_out(tenant, plan.fail_on) && !tenant.incomplete;
    });
    if (known == 0 && !plan.tenants.empty()) return "nothing can be done";
    if (static_cast<std::size_t>(known) < plan.tenants.size())
      return "nothing to do in " + base::counted(static_cast<std::size_t>(known), "tenant");
    return undoes ? "nothing to do: nothing is left to be put back"
                  : "nothing to do: the tenants are what the files say";
  }
  auto line = fmt::format("{} to create, {} to update, {} to delete", total.create, total.update, total.remove);
  if (total.replace > 0) line += fmt::format(", {} to replace", total.replace);
  if (total.adopt > 0) line += fmt::format(", {} to take over", total.adopt);
  if (total.forget > 0) line += fmt::format(", {} to forget", total.forget);
  return fmt::format("{} in {}", line, base::counted(static_cast<std::size_t>(changed), "tenant"));
}

auto draw_plan(std::ostream& out, const plan::Plan& plan, const source::SourceMap& sources, const TextOptions& options)
    -> void {
  const diag::Paint paint(options.screen.color);
  const auto tenants_shown = options.verbose || options.full ? plan.tenants.size() : kTenantsShown;
  TenantTable(plan, options).draw(out);
  draw_problems(out, plan.tenants, sources, {options.screen.color, options.verbose, options.findings});
  draw_risks(out, plan, tenants_shown, paint);
  if (!options.summary) draw_changes(out, plan, {options.full, tenants_shown, options.undoes}, paint);
  if (!options.quiet) base::print(out, "\n{}\n", paint(Style::Bold, summary_line(plan, options.undoes)));
  for (const auto& remark : options.remarks) base::print(out, "{}\n", paint(Style::Warning, diag::visible(remark)));
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

}  // namespace pinwright::cli::views
