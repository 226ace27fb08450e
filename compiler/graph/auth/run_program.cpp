#include "graph/auth/run_program.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include "base/stopped.hpp"
#include "base/text.hpp"

namespace pinwright::graph::auth {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kStopPollMilliseconds = 50;

/// Of an errno; unlike strerror, in several threads.
auto words(int error) -> std::string { return std::generic_category().message(error); }

/// Both ends of a pipe; closes what it holds.
class Pipe {
 public:
  Pipe() = default;
  Pipe(const Pipe&) = delete;
  auto operator=(const Pipe&) -> Pipe& = delete;
  ~Pipe() {
    close_end(0);
    close_end(1);
  }

  auto open() -> bool { return ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
  [[nodiscard]] auto reading() const -> int { return ends_[0]; }
  [[nodiscard]] auto writing() const -> int { return ends_[1]; }
  auto close_writing() -> void { close_end(1); }
  auto close_reading() -> void { close_end(0); }

 private:
  auto close_end(std::size_t which) -> void {
    const int number = std::exchange(ends_[which], -1);
    if (number != -1) (void)::close(number);
  }

  std::array<int, 2> ends_{-1, -1};
};

/// How the child is started: stdin empty, its own process group, no signal blocked or ignored.
class SpawnSettings {
 public:
  SpawnSettings(const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_init(&files_);
    posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files_, out.writing(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files_, err.writing(), STDERR_FILENO);
    sigset_t none;
    sigset_t ours;
    sigemptyset(&none);
    sigemptyset(&ours);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) sigaddset(&ours, signal);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &ours);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  auto operator=(const SpawnSettings&) -> SpawnSettings& = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&files_);
    posix_spawnattr_destroy(&attributes_);
  }

  auto spawn(std::vector<std::string> arguments, pid_t& child) -> int {
    std::vector<char*> pointers;
    for (auto& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    return ::posix_spawn(&child, pointers[0], &files_, &attributes_, pointers.data(), environ);
  }

 private:
  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t attributes_{};
};

/// A started program. Whatever happens, it is not left behind.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  auto operator=(const Child&) -> Child& = delete;
  ~Child() {
    if (pid_ == -1) return;
    (void)::kill(-pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) == -1 && errno == EINTR) {
    }
  }

  /// The exit code when it has ended.
  auto ended() -> std::optional<int> {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t pid_;
};

/// One read; false when there is nothing more to come.
auto take(int descriptor, std::string& text) -> bool {
  std::array<char, 4096> buffer{};
  const auto got = ::read(descriptor, buffer.data(), buffer.size());
  if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
  return got > 0 || (got == -1 && errno == EINTR);
}

/// Why a program may not go on; nullopt: it may.
auto obstacle(const Output& output, const Limits& limits, Clock::time_point deadline, const base::StopToken& stop)
    -> std::optional<base::Error> {
  if (stop.stop_requested()) return base::stopped();
  if (output.out.size() > limits.output || output.err.size() > limits.output) {
    return base::Error{fmt::format("it printed more than {} bytes", limits.output), ""};
  }
  if (Clock::now() < deadline) return std::nullopt;
  return base::Error{fmt::format("it did not end within {} ms", limits.time.count()), ""};
}

auto follow(Child& child, Pipe& out, Pipe& err, const Limits& limits, const base::StopToken& stop)
    -> base::Result<Output> {
  const auto deadline = Clock::now() + limits.time;
  Output output;
  while (true) {
    if (auto error = obstacle(output, limits, deadline, stop)) return *std::move(error);
    if (out.reading() == -1 && err.reading() == -1) {
      if (const auto code = child.ended()) {
        output.exit_code = *code;
        return output;
      }
    }
    // poll passes over a descriptor of -1.
    std::array<pollfd, 2> waiting{{{out.reading(), POLLIN, 0}, {err.reading(), POLLIN, 0}}};
    if (::poll(waiting.data(), waiting.size(), kStopPollMilliseconds) <= 0) continue;
    if (waiting[0].revents != 0 && !take(out.reading(), output.out)) out.close_reading();
    if (waiting[1].revents != 0 && !take(err.reading(), output.err)) err.close_reading();
  }
}

}  // namespace

auto find_program(std::string_view name, std::string_view search_path) -> std::string {
  for (const auto folder : base::split(search_path, ':')) {
    if (!folder.starts_with('/')) continue;
    auto path = fmt::format("{}/{}", folder, name);
    if (::access(path.c_str(), X_OK) == 0) return path;
  }
  return {};
}

auto run_program(const std::vector<std::string>& arguments, const Limits& limits, const base::StopToken& stop)
    -> base::Result<Output> {
  Pipe out;
  Pipe err;
  if (!out.open() || !err.open()) return base::Error{"no pipe can be made", words(errno)};
  pid_t pid = -1;
  const int failed = SpawnSettings(out, err).spawn(arguments, pid);
  if (failed != 0) return base::Error{fmt::format("`{}` cannot be started", arguments.front()), words(failed)};
  Child child(pid);
  out.close_writing();
  err.close_writing();
  return follow(child, out, err, limits, stop);
}

}  // namespace pinwright::graph::auth
