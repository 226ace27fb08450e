#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <memory>

#include "source/disk_write.hpp"
#include "source/failure.hpp"

namespace pinwright::source {

auto behind_link(std::string_view path) -> base::Result<std::string> {
  const std::string name(path);
  struct stat status {};
  if (::lstat(name.c_str(), &status) != 0 || !S_ISLNK(status.st_mode)) return name;
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(name.c_str(), nullptr), &std::free);
  if (!real) return failure("follow", path, errno);
  return std::string(real.get());
}

auto parent_of(std::string_view path) -> std::string_view {
  const auto slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return slash == 0 ? path.substr(0, 1) : path.substr(0, slash);
}

auto temporary_beside(std::string_view path) -> std::string {
  static std::atomic<unsigned> counter = 0;  // names must differ between threads, and nothing depends on them
  return fmt::format("{}/.pinwright-{}-{}.tmp", parent_of(path), ::getpid(), counter.fetch_add(1));
}

}  // namespace pinwright::source
