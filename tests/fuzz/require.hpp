#pragma once

#include <cstdlib>

/// What has to hold for every input, in every build: assert() would be gone from some. The fuzzer takes it for a crash.
inline auto require(bool ok) -> void {
  if (!ok) std::abort();
}
