#pragma once

#include <vector>

#include "object/policy.hpp"

namespace pinwright::plan {

/// Whether the ids alone tell that one device or user can be in both: a group that both include, or all devices or all
/// users on one side. Two groups may share members, which ids do not tell; that counts as no.
[[nodiscard]] auto may_overlap(const std::vector<object::Assignment>& a, const std::vector<object::Assignment>& b)
    -> bool;

}  // namespace pinwright::plan
