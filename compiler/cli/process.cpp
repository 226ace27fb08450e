#include "cli/process.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>

namespace pinwright::cli {

namespace {

auto variable(std::string_view name) -> std::optional<std::string> {
  const char* value = std::getenv(std::string(name).c_str());
  if (value == nullptr) return std::nullopt;
  return std::string(value);
}

auto now() -> std::int64_t {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since).count();
}

auto steady_now() -> std::int64_t {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since).count();
}

auto random_bits() -> std::uint64_t {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32U) | device();
}

auto working_folder() -> std::string {
  std::error_code gone;
  const auto folder = std::filesystem::current_path(gone);
  return gone ? std::string() : folder.string();
}

/// Of the terminal on stdout; 0: there is none, or it does not say.
auto terminal_columns() -> std::size_t {
  winsize size{};
  const bool is_told = ::isatty(STDOUT_FILENO) == 1 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
  return is_told ? size.ws_col : 0;
}

/// What nobody could read is not a success. A command that failed anyway keeps its own code.
auto code_of_untold(ExitCode code, bool has_written) -> ExitCode {
  if (code != ExitCode::Success && code != ExitCode::ChangesPending) return code;
  return has_written ? ExitCode::Partial : ExitCode::Findings;
}

}  // namespace

Process::Process(int count, char** values)
    : arguments_(values + 1, values + count),
      files_(source::make_disk()),
      env_(new driver::Env{*files_, std::cout, std::cerr, working_folder(), variable, now, random_bits,
                           ::isatty(STDOUT_FILENO) == 1, ::isatty(STDERR_FILENO) == 1, terminal_columns()}) {
  std::ios::sync_with_stdio(false);
  env_->in = &std::cin;
  env_->steady = steady_now;
  env_->watch = source::watch_folders;
  env_->in_is_terminal = ::isatty(STDIN_FILENO) == 1;
}

auto Process::run(const Online& online) -> int {
  if (env_->working_folder.empty()) {
    std::cerr << "error: the working folder does not exist any more\n  = help: change to a folder that exists\n";
    return static_cast<int>(ExitCode::Findings);
  }
  const auto code = cli::run(arguments_, *env_, online);
  std::cout.flush();
  if (std::cout) return static_cast<int>(code);
  std::cerr << "error: the output could not be written whole\n";
  if (env_->has_written) std::cerr << "  = help: a tenant was changed; `.pinwright/journal` tells what was written\n";
  return static_cast<int>(code_of_untold(code, env_->has_written));
}

}  // namespace pinwright::cli
