#include "source/disk_write.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>

#include "source/descriptor.hpp"
#include "source/failure.hpp"

namespace pinwright::source {
namespace {

constexpr mode_t kUsualMode = 0666;  // the umask takes its part
constexpr mode_t kPrivateMode = 0600;

/// Writes and closes; what could not be written whole is removed.
auto fill(Descriptor& file, const std::string& name, std::string_view bytes) -> int {
  int error = file.write_all(bytes);
  const int at_close = file.close();
  if (error == 0) error = at_close;
  if (error != 0) ::unlink(name.c_str());
  return error;
}

/// A rename or a new name outlives a power failure only when its folder is flushed too. Best effort: the bytes are
/// safe.
auto flush_folder_of(std::string_view path) -> void {
  Descriptor folder;
  if (folder.open(parent_of(path), O_RDONLY | O_DIRECTORY) == 0) (void)folder.flush();
}

auto make_temporary(Descriptor& file, std::string_view path, mode_t mode, std::string& name) -> int {
  int error = EEXIST;
  for (int tries = 0; error == EEXIST && tries < 100; ++tries) {  // an earlier run may have left some
    name = temporary_beside(path);
    error = file.open(name, O_WRONLY | O_CREAT | O_EXCL, mode);
  }
  return error;
}

/// The mode of what is put in the place of a file.
struct Mode {
  mode_t created = kUsualMode;  ///< from the first moment on, less the umask
  mode_t kept = 0;              ///< set before the bytes are written; 0: stays as created
};

/// Puts `bytes` in the place of `target`.
auto write_and_rename(const std::string& target, Mode mode, std::string_view bytes) -> int {
  Descriptor file;
  std::string name;
  if (const int error = make_temporary(file, target, mode.created, name); error != 0) return error;
  int error = mode.kept != 0 && ::fchmod(file.number(), mode.kept) != 0 ? errno : 0;
  if (error == 0) error = file.write_all(bytes);
  if (error == 0) error = file.flush();
  const int at_close = file.close();
  if (error == 0) error = at_close;
  if (error == 0 && ::rename(name.c_str(), target.c_str()) != 0) error = errno;
  if (error != 0) ::unlink(name.c_str());
  return error;
}

/// A file that others could read before holds from now on what they must not see. What is no file, such as a terminal,
/// stays as it is.
auto make_private(const Descriptor& file) -> int {
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return errno;
  const bool is_open_to_others = S_ISREG(status.st_mode) && (status.st_mode & 0077U) != 0;
  return is_open_to_others && ::fchmod(file.number(), kPrivateMode) != 0 ? errno : 0;
}

auto replace_target(std::string_view path, bool is_private, std::string_view bytes) -> base::Status {
  if (path.find('\0') != std::string_view::npos) return failure("write", path, EINVAL);
  const auto target = behind_link(path);
  if (!target) return target.error();
  struct stat status {};
  const bool exists = ::stat(target.value().c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return failure("write", path, kIsFolder);
  if (exists && !S_ISREG(status.st_mode)) return failure("write", path, kNotRegular);
  const Mode as_before{.kept = exists ? status.st_mode & 07777U : 0U};
  const Mode only_owner{.created = kPrivateMode, .kept = kPrivateMode};
  const int error = write_and_rename(target.value(), is_private ? only_owner : as_before, bytes);
  if (error != 0) return failure_to_make("write", path, error);
  flush_folder_of(target.value());
  return base::Done{};
}

}  // namespace

auto write_new_file(std::string_view path, std::string_view bytes) -> base::Status {
  const std::string name(path);
  Descriptor file;
  int error = file.open(path, O_WRONLY | O_CREAT | O_EXCL, kUsualMode);
  if (error == 0) error = fill(file, name, bytes);
  if (error != 0) return failure_to_make("write", path, error);
  return base::Done{};
}

auto replace_file(std::string_view path, std::string_view bytes) -> base::Status {
  return replace_target(path, false, bytes);
}

auto replace_file_privately(std::string_view path, std::string_view bytes) -> base::Status {
  return replace_target(path, true, bytes);
}

auto make_private_file(std::string_view path, std::string_view bytes) -> base::Status {
  if (auto made = make_disk_folders(parent_of(path), kPrivateFolderMode); !made.ok()) return made;
  const std::string target(path);
  Descriptor file;
  std::string name;
  int error = make_temporary(file, path, kPrivateMode, name);
  if (error != 0) return failure_to_make("write", path, error);
  error = file.write_all(bytes);
  if (error == 0) error = file.flush();
  const int at_close = file.close();
  if (error == 0) error = at_close;
  // Unlike a rename, a link never takes the place of what another process has made meanwhile.
  if (error == 0 && ::link(name.c_str(), target.c_str()) != 0) error = errno;
  ::unlink(name.c_str());
  if (error == EEXIST) return failure("write", path, kExists);
  if (error != 0) return failure_to_make("write", path, error);
  flush_folder_of(path);
  return base::Done{};
}

auto append_to_file(std::string_view path, std::string_view bytes) -> base::Status {
  Descriptor file;
  int error = file.open(path, O_WRONLY | O_APPEND);
  if (error == 0) error = file.write_all(bytes);
  const int at_close = file.close();
  if (error == 0) error = at_close;
  if (error != 0) return failure("append to", path, error);
  return base::Done{};
}

auto append_to_file_durably(std::string_view path, std::string_view bytes) -> base::Status {
  Descriptor file;
  int error = file.open(path, O_WRONLY | O_APPEND);
  const bool is_new = error == ENOENT;
  if (is_new) error = file.open(path, O_WRONLY | O_APPEND | O_CREAT, kPrivateMode);
  if (error == 0 && !is_new) error = make_private(file);
  if (error == 0) error = file.write_all(bytes);
  if (error == 0) error = file.flush();
  const int at_close = file.close();
  if (error == 0) error = at_close;
  if (error != 0) return failure_to_make("append to", path, error);
  if (is_new) flush_folder_of(path);
  return base::Done{};
}

}  // namespace pinwright::source
