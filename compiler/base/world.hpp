#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

/// The parts of the world that are no files: what a test replaces to be repeatable.
namespace pinwright::base {

/// Seconds since 1970-01-01T00:00:00Z.
using Clock = std::function<std::int64_t()>;
/// A fresh random number, all 64 bits.
using Random = std::function<std::uint64_t()>;
/// A variable of the environment; nullopt when it is not set.
using Variables = std::function<std::optional<std::string>(std::string_view)>;

/// Set when the run is to stop: no new write is begun, the one in flight is awaited.
using StopToken = std::stop_token;
/// Waits; returns early when the run is to stop.
using Sleep = std::function<void(std::chrono::milliseconds, const StopToken&)>;

}  // namespace pinwright::base
