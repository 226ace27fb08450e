#pragma once

#include <span>

#include "sandbox/types.hpp"

namespace pinwright::sandbox {

/// The settings catalog: policies and what they hold. A table behind `find_type`.
[[nodiscard]] auto catalog_types() -> std::span<const Type>;

}  // namespace pinwright::sandbox
