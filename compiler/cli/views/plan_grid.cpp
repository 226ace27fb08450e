#include "cli/views/plan_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "object/noun.hpp"

namespace pinwright::cli::views {

namespace {

using ObjectName = std::pair<object::Kind, std::string>;

/// Where each object that changes somewhere has its column.
class Columns {
 public:
  explicit Columns(const plan::Plan& plan) {
    for (const auto& tenant : plan.tenants) {
      for (const auto& change : tenant.changes) {
        if (change.action == plan::Action::NoOp) continue;
        const auto [at, is_new] = places_.emplace(ObjectName{change.kind, change.key}, labels_.size());
        if (is_new) labels_.push_back(label_of(change));
      }
    }
  }

  [[nodiscard]] auto labels() const -> const std::vector<std::string>& { return labels_; }
  [[nodiscard]] auto place_of(const plan::Change& change) const -> std::size_t {
    return places_.at({change.kind, change.key});
  }

 private:
  /// Most are policies: they go by their key alone.
  static auto label_of(const plan::Change& change) -> std::string {
    if (change.kind == object::Kind::Policy) return change.key;
    return fmt::format("{} {}", object::noun(change.kind), change.key);
  }

  std::map<ObjectName, std::size_t> places_;
  std::vector<std::string> labels_;
};

auto row_of(const plan::TenantPlan& tenant, const Columns& columns, std::string_view remark) -> diag::Grid::Row {
  diag::Grid::Row row{tenant.name, std::vector<std::string>(columns.labels().size())};
  if (!remark.empty()) row.name += fmt::format(" ({})", remark);
  for (const auto& change : tenant.changes) {
    if (change.action != plan::Action::NoOp) row.cells[columns.place_of(change)] = word(change.action);
  }
  return row;
}

}  // namespace

auto grid_of(const plan::Plan& plan, std::string_view problem) -> std::optional<diag::Grid> {
  const Columns columns(plan);
  if (plan.tenants.size() < 2 || columns.labels().empty()) return std::nullopt;
  diag::Grid grid{"tenant", columns.labels(), {}, {}};
  for (const auto& tenant : plan.tenants) {
    const bool is_out = is_left_out(tenant, plan.fail_on);
    if (is_out || tenant.has_changes()) grid.rows.push_back(row_of(tenant, columns, is_out ? problem : ""));
  }
  const auto others = plan.tenants.size() - grid.rows.size();
  if (others > 0) grid.remark = fmt::format("{} without changes", base::counted(others, "more tenant"));
  return grid;
}

}  // namespace pinwright::cli::views
