#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace pinwright::fake {

/// The same throws for the same seed on every machine, which <random>'s distributions and std::shuffle do not promise.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  /// splitmix64
  auto next() -> std::uint64_t {
    state_ += 0x9E3779B97F4A7C15U;
    auto z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  auto below(std::size_t end) -> std::size_t { return static_cast<std::size_t>(next() % end); }

  template <class List>
  auto shuffle(List& list) -> void {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace pinwright::fake
