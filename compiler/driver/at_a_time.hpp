#pragma once

namespace pinwright::driver {

/// How many tenants are met at a time, unless another number is asked for.
inline constexpr unsigned kTenantsAtATime = 8;

}  // namespace pinwright::driver
