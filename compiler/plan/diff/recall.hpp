#pragma once

#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// What no list shows and the journals know by its id: each object that the files declare, and that would be made anew,
/// is asked for by the ids under which earlier runs wrote it. One that is there and carries our marker joins the
/// answer, as if it had been listed. Before anything points into the answer. An Error: of such an id the tenant does
/// not say whether it is there.
[[nodiscard]] auto recall_unlisted(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status;

}  // namespace pinwright::plan
