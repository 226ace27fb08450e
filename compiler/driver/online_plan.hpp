#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "driver/online_connect.hpp"
#include "plan/plan.hpp"

namespace pinwright::driver {

/// Takes over the connection of a tenant whose plan is made; from any thread.
using KeepConnection = std::function<void(const plan::TenantPlan&, std::unique_ptr<plan::Tenant>)>;

struct PlanOptions {
  unsigned parallel = 8;        ///< tenants at a time
  std::set<std::string> adopt;  ///< `--adopt`: keys of policies
  KeepConnection keep;          ///< empty: each connection ends with its plan
};

/// Lowers tenant after tenant and compares each with what it holds, several at a time. The workspace has been analysed
/// and was found good. In order of `tenants`; one that cannot be used does not stop the others.
[[nodiscard]] auto plan_tenants(Env& env, const Loaded& loaded, const std::vector<lower::TenantRef>& tenants,
                                Connections& connections, const PlanOptions& options) -> std::vector<plan::TenantPlan>;

/// A Plan around its tenants: the workspace's name, the time, the version of this program, the hashes of the files.
[[nodiscard]] auto make_plan(Env& env, const Loaded& loaded, std::vector<plan::TenantPlan> tenants) -> plan::Plan;

}  // namespace pinwright::driver
