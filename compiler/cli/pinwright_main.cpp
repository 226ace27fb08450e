#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace {

using pinwright::cli::ExitCode;
using pinwright::driver::Env;

auto variable(std::string_view name) -> std::optional<std::string> {
  const char* value = std::getenv(std::string(name).c_str());
  if (value == nullptr) return std::nullopt;
  return std::string(value);
}

auto now() -> std::int64_t {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since).count();
}

auto random_bits() -> std::uint64_t {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32U) | device();
}

/// A full disk or a closed pipe behind stdout is a failure of the run, not a success.
auto flushed(ExitCode code) -> ExitCode {
  std::cout.flush();
  if (std::cout || code != ExitCode::Success) return code;
  std::cerr << "error: the output could not be written whole\n";
  return ExitCode::Findings;
}

}  // namespace

auto main(int count, char** values) -> int {
  std::ios::sync_with_stdio(false);
  const auto files = pinwright::source::make_disk();
  std::error_code gone;
  const auto folder = std::filesystem::current_path(gone);
  Env env{*files,
          std::cout,
          std::cerr,
          gone ? "/" : folder.string(),
          variable,
          now,
          random_bits,
          ::isatty(STDOUT_FILENO) == 1,
          ::isatty(STDERR_FILENO) == 1};
  const std::vector<std::string> arguments(values + 1, values + count);
  return static_cast<int>(flushed(pinwright::cli::run(arguments, env)));
}
