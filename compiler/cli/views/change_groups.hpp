#pragma once

#include <string>
#include <vector>

#include "cli/views/change_lines.hpp"
#include "plan/plan.hpp"

namespace pinwright::cli::views {

/// What one change does in one tenant or, where they do the same, in several.
struct ChangeGroup {
  const plan::Change* change = nullptr;  ///< of the first tenant
  std::vector<std::string> tenants;      ///< in the order of the plan
  std::vector<ChangeLine> lines;
  plan::Reach reach;  ///< of all tenants together
};

/// Whether changes that do the same in several tenants become one group, or each stands by itself with every
/// detail.
enum class Grouping : std::uint8_t { ByTenant, None };

/// Everything that an apply of the plan does, and what it leaves alone because it is protected. Deletes come first,
/// then by action, kind and key. Points into `plan`.
[[nodiscard]] auto change_groups(const plan::Plan& plan, Grouping grouping) -> std::vector<ChangeGroup>;

/// Whether someone changed the object in the tenant since the last apply.
[[nodiscard]] auto is_drift(plan::Reason reason) -> bool;
[[nodiscard]] auto has_drift(const plan::Change& change) -> bool;

}  // namespace pinwright::cli::views
