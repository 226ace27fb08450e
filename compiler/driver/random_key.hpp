#pragma once

#include <string>

#include "driver/env.hpp"

namespace pinwright::driver {

/// A key of 32 random bytes, as hexadecimal digits.
[[nodiscard]] auto random_key(const Env& env) -> std::string;

}  // namespace pinwright::driver
