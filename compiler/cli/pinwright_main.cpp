#include <fmt/format.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include "cli/process.hpp"
#include "cli/report.hpp"

namespace {

namespace fs = std::filesystem;
namespace base = pinwright::base;
using pinwright::cli::ExitCode;

/// Not everybody may put it there, and it belongs to whom this program belongs to, or to root.
auto is_trusted(const fs::path& program, const fs::path& self) -> bool {
  struct stat other {};
  struct stat own {};
  if (::stat(program.c_str(), &other) != 0 || ::stat(self.c_str(), &own) != 0) return false;
  return S_ISREG(other.st_mode) && (other.st_mode & S_IWOTH) == 0 && (other.st_uid == own.st_uid || other.st_uid == 0);
}

/// The file of this program; without /proc, as in a bare root, the name that it was started by.
auto own_file() -> fs::path {
  std::error_code gone;
  auto self = fs::read_symlink("/proc/self/exe", gone);
  if (!gone) return self;
  // NOLINTNEXTLINE(performance-no-int-to-ptr,cppcoreguidelines-pro-type-reinterpret-cast): how the kernel hands it over
  const auto* started = reinterpret_cast<const char*>(::getauxval(AT_EXECFN));
  return started == nullptr ? fs::path() : fs::canonical(started, gone);
}

/// Below libexec where it is installed, else beside this program as in a build folder. What lies beside a program that
/// was unpacked into a folder of downloads may be anybody's: such a file is not run.
auto online_program() -> base::Result<std::string> {
  std::error_code gone;
  const auto self = own_file();
  const auto installed = self.parent_path().parent_path() / PINWRIGHT_LIBEXEC_FOLDER / "pinwright-online";
  const auto beside = self.parent_path() / "pinwright-online";
  for (const auto& program : {installed, beside}) {
    if (!fs::exists(program, gone)) continue;
    if (is_trusted(program, self)) return program.string();
    return base::Error{
        fmt::format("`{}` is not started: it belongs to somebody else, or everybody may write it", program.string()),
        "it belongs to pinwright: install the package again"};
  }
  return base::Error{fmt::format("there is no `{}`", installed.string()),
                     "the package `pinwright-offline` is without it: commands that meet a tenant need the whole one"};
}

/// Becomes pinwright-online, with the same arguments: returns only when that fails.
auto hand_over(char** values, pinwright::driver::Env& env) -> ExitCode {
  const auto found = online_program();
  if (!found.ok()) return pinwright::cli::fail(env, found.error(), ExitCode::Internal);
  const auto& program = found.value();
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
