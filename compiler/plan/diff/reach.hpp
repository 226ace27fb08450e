#pragma once

#include <string>
#include <vector>

#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// Ids of the groups whose members the changes reach, each once.
[[nodiscard]] auto groups_to_count(const std::vector<Change>& changes) -> std::vector<std::string>;
/// Whom each change reaches, from the member counts that the tenant gave.
auto fill_reach(const TenantSnapshot& snapshot, std::vector<Change>& changes) -> void;

}  // namespace pinwright::plan
