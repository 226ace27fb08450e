#pragma once

#include <span>

#include "sandbox/types.hpp"

namespace pinwright::sandbox {

/// Device configurations of Windows beside the custom one. A table behind `find_type`.
[[nodiscard]] auto windows_types() -> std::span<const Type>;

}  // namespace pinwright::sandbox
