#pragma once

#include <sys/types.h>

#include <string_view>

namespace pinwright::source {

/// An open file of the operating system. Non-copyable: it closes what it holds. Functions return 0 or an errno.
class Descriptor {
 public:
  Descriptor() = default;
  Descriptor(const Descriptor&) = delete;
  auto operator=(const Descriptor&) -> Descriptor& = delete;
  ~Descriptor() { (void)close(); }

  /// Always close-on-exec. A path with a NUL is EINVAL: the system would open another file than was named.
  [[nodiscard]] auto open(std::string_view path, int flags, mode_t mode = 0) -> int;
  [[nodiscard]] auto write_all(std::string_view bytes) -> int;
  /// Fills `buffer` as far as the file goes; `got` counts the bytes. With `enough` bytes it does not ask for more.
  [[nodiscard]] auto read_up_to(char* buffer, std::size_t size, std::size_t enough, std::size_t& got) -> int;
  /// What a device or a pipe cannot flush is no failure.
  [[nodiscard]] auto flush() -> int;
  /// A full disk may show only here.
  [[nodiscard]] auto close() -> int;

  [[nodiscard]] auto number() const -> int { return number_; }
  /// Hands the open file to another owner.
  auto release() -> int;

 private:
  int number_ = -1;
};

}  // namespace pinwright::source
