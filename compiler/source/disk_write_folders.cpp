#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>

#include "source/disk_write.hpp"
#include "source/failure.hpp"

namespace pinwright::source {
namespace {

auto is_folder(const std::string& path) -> bool {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

/// 0 also when the folder is there already.
auto make_folder(const std::string& path, mode_t mode) -> int {
  if (::mkdir(path.c_str(), mode) == 0) return 0;
  const int error = errno;
  return error == EEXIST && is_folder(path) ? 0 : error;
}

auto without_slashes_at_end(std::string_view path) -> std::string_view {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

auto exchange(const std::string& fresh, const std::string& target) -> int {
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0) return 0;
  const int error = errno;
  return error == ENOSYS || error == EINVAL || error == ENOTSUP ? exchange_in_steps(fresh, target) : error;
}

/// All that was written to the file system that holds the folder: after a power failure the new folder would else stand
/// in the place of the old one with empty files. One call costs less than a flush of each of a hundred thousand files.
auto flush(const std::string& folder) -> int {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  const int error = ::syncfs(descriptor) == 0 ? 0 : errno;
  (void)::close(descriptor);
  return error;
}

auto has_nul(std::string_view path) -> bool { return path.find('\0') != std::string_view::npos; }

}  // namespace

auto exchange_in_steps(const std::string& fresh, const std::string& target) -> int {
  const auto aside = temporary_beside(target);
  if (::rename(target.c_str(), aside.c_str()) != 0) return errno;
  if (::rename(fresh.c_str(), target.c_str()) != 0) {
    const int error = errno;
    (void)::rename(aside.c_str(), target.c_str());
    return error;
  }
  return ::rename(aside.c_str(), fresh.c_str()) == 0 ? 0 : errno;
}

auto make_disk_folders(std::string_view path, mode_t mode) -> base::Status {
  if (has_nul(path)) return failure("make", path, EINVAL);
  const std::string whole(without_slashes_at_end(path));
  int error = make_folder(whole, mode);
  if (error == ENOENT) {
    error = 0;
    for (std::size_t slash = whole.find('/', 1); error == 0; slash = whole.find('/', slash + 1)) {
      error = make_folder(whole.substr(0, slash), mode);
      if (slash == std::string::npos) break;
    }
  }
  if (error != 0) return failure("make", path, error);
  return base::Done{};
}

auto swap_disk_folder(std::string_view fresh, std::string_view target) -> base::Status {
  if (has_nul(fresh) || has_nul(target)) return failure("replace", target, EINVAL);
  const std::string from(without_slashes_at_end(fresh));
  const auto resolved = behind_link(without_slashes_at_end(target));
  if (!resolved) return resolved.error();
  const auto& into = resolved.value();
  if (!is_folder(from)) return failure("move", fresh, kNotFolder);
  if (const int error = flush(from); error != 0) return failure("write", fresh, error);

  struct stat status {};
  if (::lstat(into.c_str(), &status) != 0) {
    if (errno != ENOENT) return failure("replace", target, errno);
    if (::rename(from.c_str(), into.c_str()) != 0) return failure("make", target, errno);
    return base::Done{};
  }
  if (!S_ISDIR(status.st_mode)) return failure("replace", target, kNotFolder);
  if (const int error = exchange(from, into); error != 0) return failure("replace", target, error);
  // The new folder is in place: that the old one could not be removed whole is no failure of the swap.
  static_cast<void>(remove_disk_folder(from).ok());
  return base::Done{};
}

auto remove_disk_folder(std::string_view path) -> base::Status {
  if (has_nul(path)) return failure("remove", path, EINVAL);
  const std::string name(without_slashes_at_end(path));
  std::error_code error;
  const auto status = std::filesystem::symlink_status(name, error);
  if (status.type() == std::filesystem::file_type::not_found) return base::Done{};
  const bool removable =
      status.type() == std::filesystem::file_type::directory || status.type() == std::filesystem::file_type::symlink;
  if (!error && !removable) return failure("remove", path, kNotFolder);
  if (!error) std::filesystem::remove_all(name, error);
  if (error) return failure("remove", path, error.value());
  return base::Done{};
}

}  // namespace pinwright::source
