#pragma once

#include <span>

#include "sandbox/types.hpp"

namespace pinwright::sandbox {

/// Policies that may set what a custom policy sets, and requests for approval. A table behind `find_type`.
[[nodiscard]] auto policy_types() -> std::span<const Type>;

}  // namespace pinwright::sandbox
