#pragma once

#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// Finds the live object of each Desired by its marker, and what stands under its display name without one.
auto match_by_marker(TenantSnapshot& snapshot) -> void;
/// A group that the files declare and no name leads to is the one with its marker to which our policies are assigned,
/// or which a journal says that a run wrote. The marker alone is a hint, since owners of a group can write its
/// description: then it is among Desired::claiming. After ask_marked_groups().
auto match_marked_groups(TenantSnapshot& snapshot) -> void;
/// What `adopt:` and `--adopt` lead to, for the Desired that have no live object; after ask_adopted().
auto match_adopted(TenantSnapshot& snapshot) -> void;
/// After both: what is ours and matched nothing.
auto collect_leftovers(TenantSnapshot& snapshot) -> void;

}  // namespace pinwright::plan
