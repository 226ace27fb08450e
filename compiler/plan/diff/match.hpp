#pragma once

#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// Finds the live object of each Desired by its marker, and what stands under its display name without one.
auto match_by_marker(TenantSnapshot& snapshot) -> void;
/// What `adopt:` and `--adopt` lead to, for the Desired that have no live object; after ask_adopted().
auto match_adopted(TenantSnapshot& snapshot) -> void;
/// After both: what is ours and matched nothing.
auto collect_leftovers(TenantSnapshot& snapshot) -> void;

}  // namespace pinwright::plan
