#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "diag/paint.hpp"
#include "plan/plan.hpp"

namespace pinwright::cli::views {

/// What a reader must not overlook, in order of weight.
enum class RiskKind : std::uint8_t { Delete, Widened, TurnedOff, DriftLost };

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

}  // namespace pinwright::cli::views
