#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driver/online_connect.hpp"
#include "plan/tenant.hpp"

namespace pinwright::driver {

/// How far one policy has been rolled out.
struct PolicyRollout {
  std::string key;  ///< of the marker
  std::string display_name;
  std::string id;
  base::Result<plan::PolicyStatus> status = plan::PolicyStatus{};
};

struct TenantRollout {
  std::string name;
  std::string tenant_id;
  std::vector<PolicyRollout> policies;  ///< that carry this workspace's marker, in order of keys
  std::vector<std::string> missing;     ///< policies of the files that the tenant does not have
  std::optional<base::Error> unusable;
};

/// Reads the figures of every policy of this workspace, several tenants at a time; in order of `tenants`.
[[nodiscard]] auto read_rollout(const Loaded& loaded, const std::vector<lower::TenantRef>& tenants,
                                Connections& connections, unsigned parallel) -> std::vector<TenantRollout>;

}  // namespace pinwright::driver
