#pragma once

#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// What each Lookup means in the tenant, and the ids of it in the Desired objects.
auto resolve_references(TenantSnapshot& snapshot) -> void;

}  // namespace pinwright::plan
