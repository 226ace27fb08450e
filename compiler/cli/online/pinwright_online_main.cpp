#include <pthread.h>
#include <signal.h>

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "cli/online/online.hpp"
#include "cli/process.hpp"
#include "graph/connect.hpp"

namespace {

/// Ctrl-C and SIGTERM stop the run between two writes; the second one ends the process at once.
class Interrupt {
 public:
  /// Before any other thread: they all inherit the blocked signals.
  Interrupt() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    std::thread([this] { wait(); }).detach();
  }

  [[nodiscard]] auto token() const -> std::stop_token { return source_.get_token(); }

 private:
  auto wait() -> void {
    int signal = 0;
    sigwait(&signals_, &signal);
    pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
    source_.request_stop();
    for (;;) ::sigwaitinfo(&none_, nullptr);
  }

  sigset_t signals_{};
  sigset_t none_{};
  std::stop_source source_;
};

auto wait_for(std::chrono::milliseconds time, const std::stop_token& stop) -> void {
  std::mutex mutex;
  std::condition_variable_any wakes;
  std::unique_lock lock(mutex);
  wakes.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace

auto main(int count, char** values) -> int {
  // Lives as long as the process: its thread is never joined.
  static Interrupt interrupt;
  pinwright::cli::Process process(count, values);
  process.env().sleep = wait_for;
  process.env().stop = interrupt.token();
  process.env().connect = pinwright::graph::connect;
  return process.run(pinwright::cli::online::run);
}
