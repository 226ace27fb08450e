#include "plan/hide_live.hpp"

#include <fmt/format.h>

#include <string>

#include "object/secrecy.hpp"

namespace pinwright::plan {

auto hide_live(TenantPlan& plan) -> void {
  const auto hidden = fmt::format(R"({{"{}":true}})", object::json_key(object::Secrecy::Hidden));
  for (auto& change : plan.changes) {
    change.hides_live = true;
    for (auto& path : change.paths) {
      // An assignment is told by its path.
      if (path.before && !path.path.starts_with("assignments[")) path.before = hidden;
    }
  }
}

}  // namespace pinwright::plan
