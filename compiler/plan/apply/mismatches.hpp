#pragma once

#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace pinwright::plan {

/// Paths at which `live` is not as wanted, the marker included. A mask, on either side, counts as equal.
[[nodiscard]] auto mismatched_paths(object::Object live, const object::Object& wanted) -> std::vector<std::string>;
/// The same, with the assignments where the change manages them.
[[nodiscard]] auto mismatched_paths(const object::Live& live, const object::Object& wanted, const Change& change,
                                    const std::vector<object::Assignment>& assignments) -> std::vector<std::string>;

}  // namespace pinwright::plan
