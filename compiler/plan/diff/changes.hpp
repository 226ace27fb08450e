#pragma once

#include <string>
#include <vector>

#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// What an apply would do, deletes first, without reach. Objects that a finding forbids to touch have no Change.
[[nodiscard]] auto changes_of(const TenantSnapshot& snapshot) -> std::vector<Change>;

/// Names that lead somewhere, by kind and key.
[[nodiscard]] auto references_of(const TenantSnapshot& snapshot) -> std::vector<Resolved>;

}  // namespace pinwright::plan
