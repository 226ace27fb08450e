#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "driver/at_a_time.hpp"
#include "driver/online_connect.hpp"
#include "driver/tenant_caches.hpp"
#include "lower/deployment.hpp"
#include "plan/diff/diff.hpp"
#include "plan/plan.hpp"

namespace pinwright::driver {

/// Takes over the connection of a tenant whose plan is made; from any thread.
using KeepConnection = std::function<void(const plan::TenantPlan&, std::unique_ptr<plan::Tenant>)>;

struct PlanOptions {
  unsigned parallel = kTenantsAtATime;  ///< tenants at a time
  std::set<std::string> adopt;          ///< plan::DiffOptions::adopt
  plan::ReplaceOptions replace;
  plan::RewriteSecrets rewrite;
  std::function<bool(std::string_view id)> is_written;          ///< plan::DiffOptions::is_written; from any thread
  std::function<bool(std::string_view id)> awaits_description;  ///< of plan::DiffOptions; from any thread
  std::function<bool(std::string_view tenant_id, object::Target)> has_written;  ///< the same
  std::function<bool(std::string_view tenant_id, object::Kind, std::string_view key, std::string_view id)> is_left_copy;
  std::function<std::vector<object::Address>(std::string_view tenant_id, object::Kind, std::string_view key)>
      written_as;
  base::Variables variable;  ///< those that values come from
  bool is_applied = false;   ///< plan::DiffOptions::is_applied
  bool shows_live = true;    ///< false: plan::hide_live
  plan::ReadMasks masks = plan::ReadMasks::All;
  TenantCaches* caches = nullptr;  ///< nullptr: nothing is remembered
  KeepConnection keep;             ///< empty: each connection ends with its plan
};

/// Compares each tenant with what it is to hold, several at a time, and drops each Deployment when its plan is made.
/// The workspace has been analysed and was found good; the Deployments are those of analyse(). In their order; a tenant
/// that cannot be used does not stop the others.
[[nodiscard]] auto plan_tenants(const Loaded& loaded, std::vector<lower::Deployment> deployments,
                                Connections& connections, const PlanOptions& options) -> std::vector<plan::TenantPlan>;

/// A Plan around its tenants: the workspace's name, the time, the version of this program, the hashes of the files.
[[nodiscard]] auto make_plan(Env& env, const Loaded& loaded, std::vector<plan::TenantPlan> tenants,
                             diag::Severity fail_on) -> plan::Plan;

}  // namespace pinwright::driver
