#pragma once

#include <map>
#include <string>
#include <vector>

#include "plan/plan.hpp"
#include "plan/tenant.hpp"

namespace pinwright::plan {

/// Ids of the groups whose members the changes reach, each once.
[[nodiscard]] auto groups_to_count(const std::vector<Change>& changes) -> std::vector<std::string>;
/// Member counts by folded group id.
using MemberCounts = std::map<std::string, MemberCount>;
/// Whom each change reaches, from the member counts that the tenant gave.
auto fill_reach(const MemberCounts& counts, std::vector<Change>& changes) -> void;

}  // namespace pinwright::plan
