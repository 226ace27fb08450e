#include "source/descriptor.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <utility>

namespace pinwright::source {
namespace {

/// Calls again for as long as signals interrupt.
template <class Call>
auto uninterrupted(Call call) {
  auto result = call();
  while (result == -1 && errno == EINTR) result = call();
  return result;
}

}  // namespace

auto Descriptor::open(std::string_view path, int flags, mode_t mode) -> int {
  if (path.find('\0') != std::string_view::npos) return EINVAL;
  const std::string terminated(path);
  (void)close();
  number_ = uninterrupted([&] { return ::open(terminated.c_str(), flags | O_CLOEXEC | O_NOCTTY, mode); });
  return number_ == -1 ? errno : 0;
}

auto Descriptor::write_all(std::string_view bytes) -> int {
  while (!bytes.empty()) {
    const auto written = uninterrupted([&] { return ::write(number_, bytes.data(), bytes.size()); });
    if (written == -1) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

auto Descriptor::read_up_to(char* buffer, std::size_t size, std::size_t enough, std::size_t& got) -> int {
  got = 0;
  while (got < enough) {
    const auto count = uninterrupted([&] { return ::read(number_, buffer + got, size - got); });
    if (count == -1) return errno;
    if (count == 0) return 0;
    got += static_cast<std::size_t>(count);
  }
  return 0;
}

auto Descriptor::flush() -> int {
  const int result = uninterrupted([&] { return ::fsync(number_); });
  return result == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
}

auto Descriptor::close() -> int {
  const int number = std::exchange(number_, -1);
  // On Linux an interrupted close has closed; calling again could close another thread's file.
  return number == -1 || ::close(number) == 0 || errno == EINTR ? 0 : errno;
}

auto Descriptor::release() -> int { return std::exchange(number_, -1); }

}  // namespace pinwright::source
