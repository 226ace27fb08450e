#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include "cli/process.hpp"
#include "cli/report.hpp"

namespace {

namespace fs = std::filesystem;
using pinwright::cli::ExitCode;

/// Beside this program in a build folder, below libexec where it is installed.
auto online_program() -> std::string {
  std::error_code gone;
  const auto folder = fs::read_symlink("/proc/self/exe", gone).parent_path();
  const auto beside = folder / "pinwright-online";
  if (fs::exists(beside, gone)) return beside.string();
  return (folder.parent_path() / PINWRIGHT_LIBEXEC_FOLDER / "pinwright-online").string();
}

/// Becomes pinwright-online, with the same arguments: returns only when that fails.
auto hand_over(char** values, pinwright::driver::Env& env) -> ExitCode {
  const auto program = online_program();
  values[0] = const_cast<char*>(program.c_str());  // NOLINT(cppcoreguidelines-pro-type-const-cast): execv's signature
  ::execv(program.c_str(), values);
  return pinwright::cli::fail(env,
                              {fmt::format("cannot start `{}`: {}", program, std::strerror(errno)),
                               "it belongs to pinwright: install the package again"},
                              ExitCode::Internal);
}

}  // namespace

auto main(int count, char** values) -> int {
  // Never taken apart: to free a workspace of ten thousand files takes a tenth of the run, and the system does it at
  // once.
  static auto& process = *new pinwright::cli::Process(count, values);
  return process.run([&](const auto&, const auto&, auto& env) { return hand_over(values, env); });
}
