#pragma once

#include <string>

#include "base/world.hpp"
#include "plan/apply/outcome.hpp"
#include "plan/journal/write.hpp"
#include "plan/tenant.hpp"

namespace pinwright::plan {

struct ApplyOptions {
  std::string workspace;
  std::string run_id;        ///< 8 hex digits of this run: in the marker of what it makes
  base::Variables variable;  ///< values from the environment
  base::Sleep sleep;
  base::StopToken stop;
  bool stop_on_error = true;  ///< `--on-error stop`
};

/// Does it, wave by wave. Each object is compared again just before its own write.
[[nodiscard]] auto apply(const TenantPlan& plan, Tenant& tenant, Journal& journal, Observer& observer,
                         const ApplyOptions& options) -> TenantOutcome;

}  // namespace pinwright::plan
