#pragma once

#include <vector>

#include "object/difference.hpp"

namespace pinwright::object {

/// The part of differences() that is about settings: nothing of a value leaves this file that `show` hides.
[[nodiscard]] auto setting_differences(const std::vector<Setting>& before, const std::vector<Setting>& after,
                                       const CanonicalRules& rules, const ShowValues& show) -> std::vector<Difference>;

}  // namespace pinwright::object
