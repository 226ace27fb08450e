#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace pinwright::sandbox {

/// Small decisions drawn from one number, the same on every platform.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  auto next() -> std::uint64_t {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// 0 to count - 1.
  auto below(std::size_t count) -> std::size_t { return static_cast<std::size_t>(next() % count); }
  auto flip() -> bool { return (next() & 1U) != 0; }

  /// Fisher and Yates.
  template <class List>
  auto shuffle(List& list) -> void {
    for (std::size_t size = list.size(); size > 1; --size) std::swap(list[size - 1], list[below(size)]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace pinwright::sandbox
