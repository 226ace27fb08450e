#pragma once

#include <cstddef>
#include <functional>

namespace pinwright::base {

/// Calls `task(0) … task(count - 1)`, each once, on up to `jobs` threads (the caller's is one of them), in any order;
/// returns when all have ended. When a task throws, no other is begun, and the first exception is thrown here once all
/// threads have ended. Determinism is the caller's: one result slot for each index.
auto parallel_for(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& task) -> void;

}  // namespace pinwright::base
