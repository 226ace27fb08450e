#pragma once

#include <httplib.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace pinwright::sandbox {

/// A thread for each open connection, up to a limit; made when they are needed, kept for later ones. A connection that
/// waits for its next request keeps its thread.
class Threads : public httplib::TaskQueue {
 public:
  explicit Threads(std::size_t limit, std::function<void()> on_shutdown)
      : limit_(limit), on_shutdown_(std::move(on_shutdown)) {}

  auto enqueue(std::function<void()> task) -> void override;
  /// Returns when every task has ended; `on_shutdown` is there to make them end.
  auto shutdown() -> void override;

 private:
  auto work() -> void;

  std::size_t limit_;
  std::function<void()> on_shutdown_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

}  // namespace pinwright::sandbox
