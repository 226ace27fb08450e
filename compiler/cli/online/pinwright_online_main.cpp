#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <condition_variable>
#include <istream>
#include <mutex>
#include <stop_token>
#include <streambuf>
#include <thread>

#include "cli/online/commands.hpp"
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
  /// A descriptor that can be read from once the run is to stop: for what waits in the system.
  [[nodiscard]] auto descriptor() const -> int { return wakes_; }

 private:
  auto wait() -> void {
    int signal = 0;
    sigwait(&signals_, &signal);
    pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
    source_.request_stop();
    const std::uint64_t one = 1;
    (void)!::write(wakes_, &one, sizeof one);
    for (;;) ::sigwaitinfo(&none_, nullptr);
  }

  sigset_t signals_{};
  sigset_t none_{};
  std::stop_source source_;
  int wakes_ = ::eventfd(0, EFD_CLOEXEC);
};

/// Standard input that ends when the run is to stop: a question at the terminal must not outlive Ctrl-C.
class Answers final : public std::streambuf {
 public:
  explicit Answers(int stop) : stop_(stop) {}

 protected:
  auto underflow() -> int_type override {
    std::array<pollfd, 2> waiting{pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{stop_, POLLIN, 0}};
    while (::poll(waiting.data(), waiting.size(), -1) < 0) {
      if (errno != EINTR) return traits_type::eof();
    }
    if ((waiting[1].revents & POLLIN) != 0) return traits_type::eof();
    const auto got = ::read(STDIN_FILENO, bytes_.data(), bytes_.size());
    if (got <= 0) return traits_type::eof();
    setg(bytes_.data(), bytes_.data(), bytes_.data() + got);
    return traits_type::to_int_type(bytes_.front());
  }

 private:
  int stop_;
  std::array<char, 4096> bytes_{};
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
  Answers answers(interrupt.descriptor());
  std::istream in(&answers);
  process.env().in = &in;
  process.env().sleep = wait_for;
  process.env().stop = interrupt.token();
  process.env().connect = pinwright::graph::connect;
  return process.run(pinwright::cli::online::run);
}
