#pragma once

#include <cstdint>
#include <vector>

#include "object/policy.hpp"

namespace pinwright::plan {

/// Whether one device or user can be in two lists of assignments, as far as their ids tell.
enum class Overlap : std::uint8_t {
  None,
  /// Two groups, which may share members; two filters, which one device may fit; or a target that this program does not
  /// know.
  Possible,
  Certain,  ///< a group that both include, or all devices or all users on one side
};
[[nodiscard]] auto overlap_of(const std::vector<object::Assignment>& a, const std::vector<object::Assignment>& b)
    -> Overlap;

}  // namespace pinwright::plan
