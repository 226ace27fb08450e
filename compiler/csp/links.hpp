#pragma once

#include <vector>

#include "csp/retire.hpp"

namespace pinwright::csp {

/// Makes every dependency URI the path of the node it means: `./` in front, `[UniqueID]` as `{UniqueID}`, letters as in
/// that node's path. "Vendor/MSFT" without a scope means the depending node's own scope where that holds such a node. A
/// URI without a node stays as it is, with `./`.
auto normalise_dependencies(std::vector<NamedFacts>& files) -> void;

}  // namespace pinwright::csp
