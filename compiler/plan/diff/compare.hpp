#pragma once

#include <optional>
#include <string>
#include <vector>

#include "object/difference.hpp"
#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// What the files declare against what the tenant holds, with the marker as the third voice.
struct Comparison {
  Sections sections;
  std::vector<object::Difference> paths;
  std::vector<std::optional<bool>> secret_changed;
  std::vector<std::string> hidden;  ///< as in Change
  bool marker_is_stale = false;
};

/// `live`: revealed. Of a value that stayed masked nothing is known; it counts as unchanged when the marker says that
/// the files have not changed since the last write, and everything readable is as declared.
[[nodiscard]] auto compare(const TenantSnapshot& snapshot, const Desired& desired, const object::Live& live)
    -> Comparison;

}  // namespace pinwright::plan
