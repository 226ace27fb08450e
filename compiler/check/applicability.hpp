#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "csp/node.hpp"

/// Which Windows builds a node exists in.
namespace pinwright::check {

/// Whether every device of build `oldest` has a node that exists in `builds`, Microsoft's list of a first build and of
/// the older builds that got it by an update. An empty list says nothing, so yes. Builds of one servicing branch (19041
/// to 19045) share their updates.
[[nodiscard]] auto exists_in(const std::vector<csp::OsBuild>& builds, const csp::OsBuild& oldest) -> bool;

/// "10.0.22621, 10.0.22000.527": the released ones.
[[nodiscard]] auto released_builds(const std::vector<csp::OsBuild>& builds) -> std::string;

}  // namespace pinwright::check
