#include "sandbox/http/threads.hpp"

#include <utility>

namespace pinwright::sandbox {

auto Threads::enqueue(std::function<void()> task) -> void {
  const std::lock_guard lock(mutex_);
  tasks_.push_back(std::move(task));
  if (idle_ < tasks_.size() && threads_.size() < limit_) threads_.emplace_back([this] { work(); });
  wake_.notify_one();
}

auto Threads::shutdown() -> void {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  on_shutdown_();
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
}

auto Threads::work() -> void {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    wake_.wait(lock, [&] { return stopping_ || !tasks_.empty(); });
    --idle_;
    if (tasks_.empty()) return;
    auto task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
}

}  // namespace pinwright::sandbox
