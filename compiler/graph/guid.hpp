#pragma once

#include <string>

#include "base/world.hpp"

namespace pinwright::graph {

/// A version 4 GUID (RFC 9562) in lower case.
[[nodiscard]] auto fresh_guid(const base::Random& random) -> std::string;

}  // namespace pinwright::graph
