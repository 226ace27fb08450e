#include "source/failure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "base/text.hpp"

namespace pinwright::source {
namespace {

struct Reason {
  int error;
  std::string_view text;
  std::string_view help;
};

constexpr std::array kReasons{
    Reason{ENOENT, kNoSuchFile, ""},
    Reason{EISDIR, kIsFolder, ""},
    Reason{EEXIST, kExists, ""},
    Reason{ENOTDIR, "a part of the path is not a folder", ""},
    Reason{ELOOP, "its symbolic links are a cycle", "remove one of the links"},
    Reason{EACCES, "permission denied", ""},
    Reason{EPERM, "operation not permitted", ""},
    Reason{EROFS, "the file system is read-only", ""},
    Reason{ENOSPC, "no space left on device", "free some space and run the command again"},
    Reason{EDQUOT, "the disk quota is used up", "free some space and run the command again"},
    Reason{EXDEV, "the two folders are on different file systems", "choose places on one file system"},
    Reason{ENAMETOOLONG, "the name is too long", ""},
    Reason{EMFILE, "too many open files", "lower `--jobs` or raise `ulimit -n`"},
};

/// For the errors that are not in the table: the system's own words, which begin with a capital letter.
auto words_of_the_system(int error) -> std::string {
  auto text = std::generic_category().message(error);
  if (!text.empty()) text[0] = base::fold(text[0]);
  return text;
}

}  // namespace

auto failure(std::string_view verb, std::string_view path, std::string_view reason) -> base::Error {
  return {fmt::format("cannot {} {}: {}", verb, base::quoted(path), reason), {}};
}

auto failure(std::string_view verb, std::string_view path, int error) -> base::Error {
  const auto* const known =
      std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& reason) { return reason.error == error; });
  if (known == kReasons.end()) return failure(verb, path, words_of_the_system(error));
  auto out = failure(verb, path, known->text);
  out.help = known->help;
  return out;
}

auto failure_to_make(std::string_view verb, std::string_view path, int error) -> base::Error {
  return error == ENOENT ? failure(verb, path, no_folder_of(path)) : failure(verb, path, error);
}

auto no_folder_of(std::string_view path) -> std::string {
  const auto slash = path.rfind('/');
  const auto folder = slash == std::string_view::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
  return fmt::format("there is no folder {}", base::quoted(folder));
}

auto too_large(std::string_view path, std::size_t limit) -> base::Error {
  auto out = failure("read", path, fmt::format("it is larger than the limit of {}", base::counted(limit, "byte")));
  out.kind = base::ErrorKind::TooLarge;
  return out;
}

}  // namespace pinwright::source
