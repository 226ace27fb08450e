#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "plan/apply/outcome.hpp"
#include "plan/journal/approvals.hpp"
#include "plan/journal/lost_posts.hpp"
#include "plan/journal/write.hpp"
#include "plan/tenant.hpp"

namespace pinwright::plan {

struct ApplyOptions {
  std::string workspace;
  std::string run_id;        ///< 8 hex digits of this run: in the marker of what it makes
  base::Variables variable;  ///< values from the environment
  base::Sleep sleep;
  base::StopToken stop;
  bool stop_on_error = true;                    ///< `--on-error stop`
  std::string justification = {};               ///< `--justification`; empty: none
  std::vector<PendingApproval> approvals = {};  ///< what earlier runs asked for, of any tenant
  std::string digest_key = {};                  ///< of the digests of bodies in a journal
  std::vector<LostPost> lost_posts = {};        ///< what earlier runs sent a moment ago and lost, of any tenant
  /// Goes by before groups are made; another time in each run, so that of two that begin together one sees what the
  /// other has made. A group is never deleted, so two of them would stay.
  std::chrono::milliseconds pause_before_groups{0};
};

/// Does it, wave by wave. Each object is compared again just before its own write.
[[nodiscard]] auto apply(const TenantPlan& plan, Tenant& tenant, Journal& journal, Observer& observer,
                         const ApplyOptions& options) -> TenantOutcome;

}  // namespace pinwright::plan
