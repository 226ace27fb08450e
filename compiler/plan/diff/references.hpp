#pragma once

#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// What each Lookup means in the tenant, and the ids of it in the Desired objects. An Error when the tenant tells of
/// one without its id.
[[nodiscard]] auto resolve_references(TenantSnapshot& snapshot) -> base::Status;

}  // namespace pinwright::plan
