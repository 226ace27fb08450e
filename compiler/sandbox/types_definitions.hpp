#pragma once

#include <span>

#include "sandbox/types.hpp"

namespace pinwright::sandbox {

/// The definitions of the settings catalog, those of Windows. A table behind `find_type`.
[[nodiscard]] auto definition_types() -> std::span<const Type>;

}  // namespace pinwright::sandbox
