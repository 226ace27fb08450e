#include "base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace pinwright::base {

auto parallel_for(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& task) -> void {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr thrown;
  std::once_flag first;
  // An exception that leaves a thread would end the program.
  const auto work = [&]() noexcept {
    try {
      for (auto index = next.fetch_add(1); index < count; index = next.fetch_add(1)) task(index);
    } catch (...) {
      next = count;
      std::call_once(first, [&] { thrown = std::current_exception(); });
    }
  };

  {
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
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace pinwright::base
