#pragma once

#include <cstdint>

namespace pinwright::plan {

/// How long the old object of a policy stays beside the one of its new target, unless another time is asked for.
inline constexpr std::int64_t kReplaceAfterHours = 24;

}  // namespace pinwright::plan
