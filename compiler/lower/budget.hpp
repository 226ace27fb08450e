#pragma once

#include <cstddef>

namespace pinwright::lower {

/// What one tenant's lowered texts and settings may take of the memory. A few files can stand for more than any machine
/// holds: ten thousand times a variable of a megabyte, or a set of twenty thousand settings in every policy.
class Budget {
 public:
  static constexpr std::size_t kBytes = std::size_t{128} << 20;
  /// Bytes of one text with its placeholders filled, and of a file that a value is taken from.
  static constexpr std::size_t kLongestText = std::size_t{16} << 20;
  /// Names that may be compared to find what somebody meant.
  static constexpr std::size_t kComparisons = 1'000'000;

  /// False when it is used up, and from then on.
  [[nodiscard]] auto take(std::size_t bytes) -> bool {
    if (bytes > left_) is_used_up_ = true;
    if (is_used_up_) return false;
    left_ -= bytes;
    return true;
  }
  [[nodiscard]] auto is_used_up() const -> bool { return is_used_up_; }
  /// Whether one more name may be compared with `candidates` others.
  [[nodiscard]] auto take_comparisons(std::size_t candidates) -> bool {
    if (candidates > comparisons_) return false;
    comparisons_ -= candidates;
    return true;
  }

 private:
  std::size_t left_ = kBytes;
  std::size_t comparisons_ = kComparisons;
  bool is_used_up_ = false;
};

}  // namespace pinwright::lower
