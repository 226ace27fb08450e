#pragma once

#include <string_view>

#include "object/live.hpp"

namespace pinwright::object {

/// What people call an object of this kind: "policy", "group", "filter". word() is for machines.
[[nodiscard]] auto noun(Kind kind) -> std::string_view;

}  // namespace pinwright::object
