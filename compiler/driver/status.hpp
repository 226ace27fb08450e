#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "driver/at_a_time.hpp"
#include "driver/online_connect.hpp"
#include "plan/tenant.hpp"

namespace pinwright::driver {

/// An old object whose place a policy takes, and that is still there.
struct OldObject {
  std::string id;
  std::string since;       ///< when the new one was last changed, RFC 3339 in UTC; empty: not told
  std::string not_before;  ///< before then no apply deletes it, unless it is told to; empty: not known
};

/// How far one policy has been rolled out.
struct PolicyRollout {
  std::string key;  ///< of the marker
  std::string display_name;
  std::string id;
  base::Result<plan::PolicyStatus> status = plan::PolicyStatus{};
  std::optional<OldObject> replaces = std::nullopt;
};

struct TenantRollout {
  std::string name;
  std::string tenant_id;
  std::vector<PolicyRollout> policies;  ///< that carry this workspace's marker, in order of keys
  std::vector<std::string> missing;     ///< policies of the files that the tenant does not have
  std::optional<base::Error> unusable;
};

struct RolloutOptions {
  unsigned parallel = kTenantsAtATime;  ///< tenants at a time
  std::int64_t replace_after = 0;       ///< `--replace-after`, in seconds
};

/// Reads the figures of every policy of this workspace; in order of `tenants`.
[[nodiscard]] auto read_rollout(const Loaded& loaded, const std::vector<lower::TenantRef>& tenants,
                                Connections& connections, const RolloutOptions& options) -> std::vector<TenantRollout>;

}  // namespace pinwright::driver
