#pragma once

#include <vector>

#include "object/difference.hpp"

namespace pinwright::object {

/// The part of differences() that is about assignments.
[[nodiscard]] auto assignment_differences(const std::vector<Assignment>& before, const std::vector<Assignment>& after,
                                          const CanonicalRules& rules) -> std::vector<Difference>;

}  // namespace pinwright::object
