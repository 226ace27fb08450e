#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "cli/views/change_groups.hpp"
#include "diag/paint.hpp"

namespace pinwright::cli::views {

/// How much of a change is drawn.
struct Depth {
  bool full = false;        ///< nothing grouped, nothing cut, details too
  std::size_t tenants = 5;  ///< names shown of a group's tenants
  bool undoes = false;      ///< no reasons
};

/// The changes as groups: what happens to which object in which tenants, path by path, and why.
auto draw_changes(std::ostream& out, const plan::Plan& plan, const Depth& depth, const diag::Paint& paint) -> void;

/// "config", "changed in the tenant since the last apply", …
[[nodiscard]] auto format_reason(plan::Reason reason) -> std::string_view;

}  // namespace pinwright::cli::views
