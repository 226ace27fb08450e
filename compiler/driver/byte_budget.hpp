#pragma once

#include <atomic>
#include <cstddef>

namespace pinwright::driver {

/// What all files of one kind may have together. Files are read on several threads in no fixed order, so it tells only
/// whether all of them fit: who goes beyond it goes without any.
class ByteBudget {
 public:
  explicit ByteBudget(std::size_t limit) : limit_(limit) {}

  /// False once more was taken than there is.
  auto take(std::size_t bytes) -> bool { return used_.fetch_add(bytes) + bytes <= limit_; }
  [[nodiscard]] auto is_exceeded() const -> bool { return used_ > limit_; }
  [[nodiscard]] auto limit() const -> std::size_t { return limit_; }

 private:
  std::size_t limit_;
  std::atomic<std::size_t> used_ = 0;
};

}  // namespace pinwright::driver
