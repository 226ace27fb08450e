#include "base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace pinwright::base {

auto parallel_for(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& task) -> void {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (auto index = next.fetch_add(1); index < count; index = next.fetch_add(1)) task(index);
  };

  std::vector<std::jthread> helpers;
  const auto threads = std::min<std::size_t>(jobs, count);
  for (std::size_t i = 1; i < threads; ++i) {
    try {
      helpers.emplace_back(work);
    } catch (const std::system_error&) {
      break;  // no more threads to be had: the ones that run do all of it
    }
  }
  work();
}

}  // namespace pinwright::base
