#pragma once

#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// Finds the live object of each Desired by its marker, and what stands under its display name without one.
auto match_by_marker(Facts& facts) -> void;
/// What `adopt:` and `--adopt` lead to, for the Desired that have no live object; after ask_adopted().
auto match_adopted(Facts& facts) -> void;
/// After both: what is ours and matched nothing.
auto collect_leftovers(Facts& facts) -> void;

/// What each Lookup means in the tenant, and the ids of it in the Desired objects.
auto resolve(Facts& facts) -> void;

}  // namespace pinwright::plan
