#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "plan/plan.hpp"
#include "plan/tenant.hpp"

namespace pinwright::plan {

/// A plan that takes the marker off the policies of these keys and leaves everything else as it is, whether the files
/// still name them or not. An Error when a key marks no policy of this workspace in the tenant, or more than one; its
/// help names the key that was likely meant. Reads only. Names given twice count once. `id`: of several objects with
/// the marker of the one key that is given, this one; empty: there is to be one.
[[nodiscard]] auto plan_forget(const std::vector<std::string>& keys, const std::string& id,
                               const std::string& tenant_name, std::string_view workspace, Tenant& tenant)
    -> base::Result<TenantPlan>;

}  // namespace pinwright::plan
