#pragma once

#include <vector>

#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// Puts into the cache what was read: encrypted values and settings of the settings catalog that are as declared, and
/// which nodes policies of the settings catalog set. A policy has to be in the list that is read for it just as before,
/// and may not have been written in the last five minutes: what was read could else be of another state than its row.
auto remember(const TenantSnapshot& snapshot, Tenant& tenant, const std::vector<Change>& changes) -> void;

}  // namespace pinwright::plan
