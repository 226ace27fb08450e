#pragma once

#include <string>
#include <vector>

#include "driver/load.hpp"

namespace pinwright::driver {

/// A tenant that an earlier run wrote to, and that the files do not name any more.
struct LeftTenant {
  std::string name;  ///< in the files of then
  std::string tenant_id;
  std::size_t objects = 0;  ///< that were written there, and neither deleted nor given up since
};

/// Whom a tenant that was taken out of the files leaves behind: nobody looks at it again. As the journals of the
/// workspace tell, as far as they are sealed with the key of here; none where there are no journals, or more than 64
/// MiB of them. Sorted by name.
[[nodiscard]] auto left_tenants(Env& env, const Loaded& loaded) -> std::vector<LeftTenant>;

}  // namespace pinwright::driver
