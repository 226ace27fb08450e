#include "graph/pacing.hpp"

#include <algorithm>
#include <chrono>

namespace pinwright::graph {

Pacing::Pacing(std::size_t budget, const World& world)
    : budget_(budget), steady_(world.steady ? world.steady : world.clock), sleep_(world.sleep), stop_(world.stop) {}

/// Seconds are all that the clock tells: what was sent within one may be as young as its end.
auto Pacing::forget_old() -> void {
  const auto now = steady_();
  while (!sent_.empty()) {
    if (now - sent_.front().second <= kWindowSeconds) return;
    in_window_ -= sent_.front().requests;
    sent_.pop_front();
  }
}

auto Pacing::free() -> std::size_t {
  forget_old();
  return budget_ - std::min(budget_, in_window_);
}

auto Pacing::take(std::size_t requests) -> void {
  if (requests == 0) return;
  const auto now = steady_();
  if (sent_.empty() || sent_.back().second != now) sent_.push_back({now, 0});
  sent_.back().requests += requests;
  in_window_ += requests;
}

auto Pacing::wait() -> bool {
  bool waited = false;
  while (free() == 0 && !stop_.stop_requested()) {
    const auto until = sent_.front().second + kWindowSeconds + 1;
    sleep_(std::chrono::seconds(std::max<std::int64_t>(until - steady_(), 1)), stop_);
    waited = true;
  }
  return waited;
}

}  // namespace pinwright::graph
