#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

#include "graph/connect.hpp"

namespace pinwright::graph {

/// Intune's budgets for one application in one tenant: 1,000 GETs and 100 other requests in 20 seconds; each item of a
/// batch counts (learn.microsoft.com/graph/throttling-limits). Others share them, so a part is left to them; 429 is
/// still met with patience.
inline constexpr std::size_t kReadsInWindow = 950;
inline constexpr std::size_t kWritesInWindow = 95;
inline constexpr std::int64_t kWindowSeconds = 20;

/// A sliding window: in any 20 seconds no more requests than its budget.
class Pacing {
 public:
  Pacing(std::size_t budget, const World& world);

  /// Waits until at least one request may be sent. True: time went by.
  auto wait() -> bool;
  /// How many may be sent now; after a wait that a stop has cut short it may be none.
  [[nodiscard]] auto free() -> std::size_t;
  auto take(std::size_t requests) -> void;

 private:
  struct Sent {
    std::int64_t second = 0;
    std::size_t requests = 0;
  };
  auto forget_old() -> void;

  std::size_t budget_;
  base::Clock steady_;
  base::Sleep sleep_;
  base::StopToken stop_;
  std::deque<Sent> sent_;  // within the window, the oldest first
  std::size_t in_window_ = 0;
};

}  // namespace pinwright::graph
