#include "source/open_files.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace pinwright::source {

auto open_file_limit() -> std::size_t {
  constexpr std::size_t kMany = std::size_t{1} << 20U;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return kMany;
  if (limit.rlim_cur != limit.rlim_max) {
    const auto before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) limit.rlim_cur = before;
  }
  return limit.rlim_cur == RLIM_INFINITY ? kMany : std::min<std::size_t>(limit.rlim_cur, kMany);
}

}  // namespace pinwright::source
