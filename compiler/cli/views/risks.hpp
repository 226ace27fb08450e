#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "diag/paint.hpp"
#include "plan/plan.hpp"

namespace pinwright::cli::views {

/// What a reader must not overlook, in order of weight.
enum class RiskKind : std::uint8_t { Delete, Replaced, Widened, TurnedOff, DriftLost };

struct Risk {
  RiskKind kind = RiskKind::Delete;
  std::string what;                  ///< plain text, not yet made safe for a terminal
  std::vector<std::string> tenants;  ///< that share it
};

/// Deletes; assignments that reach more than before; settings that are turned off or taken out; changes that someone
/// made in the tenant and that would be overwritten. By kind, then in the order of the plan.
[[nodiscard]] auto risks_of(const plan::Plan& plan) -> std::vector<Risk>;

/// Nothing where there is no risk.
auto draw_risks(std::ostream& out, const plan::Plan& plan, std::size_t tenants_shown, const diag::Paint& paint) -> void;

/// In what respects the assignments of a change may reach devices or users that they did not reach before:
/// "+ group pilot-devices", "group kiosks is no longer excluded", "group pilot-devices without filter corporate".
[[nodiscard]] auto assignment_expansions(const plan::TenantPlan& tenant, const plan::Change& change)
    -> std::vector<std::string>;

}  // namespace pinwright::cli::views
