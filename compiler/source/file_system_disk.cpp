#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "source/descriptor.hpp"
#include "source/disk_write.hpp"
#include "source/failure.hpp"
#include "source/file_system.hpp"

namespace pinwright::source {
namespace {

auto kind_of(mode_t mode) -> FileKind {
  if (S_ISREG(mode)) return FileKind::Regular;
  return S_ISDIR(mode) ? FileKind::Folder : FileKind::Other;
}

auto kind_at(int folder, const char* name) -> FileKind {
  struct stat status {};
  if (::fstatat(folder, name, &status, 0) == 0) return kind_of(status.st_mode);
  return errno == EACCES ? FileKind::Other : FileKind::Missing;
}

/// The listing says what most entries are; only links, and file systems that do not say, cost a further call.
auto entry_of(int folder, const dirent& item) -> Entry {
  Entry entry{item.d_name};
  if (item.d_type == DT_REG || item.d_type == DT_DIR) {
    entry.kind = item.d_type == DT_REG ? FileKind::Regular : FileKind::Folder;
    return entry;
  }
  struct stat status {};
  entry.is_link = ::fstatat(folder, item.d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
  entry.kind = kind_at(folder, item.d_name);
  return entry;
}

/// Reads as much as `size` promises and one byte more, which must not be there. A file of no size may have content all
/// the same (/proc), so it is asked too.
auto read_exactly(Descriptor& file, std::string_view path, std::size_t size) -> base::Result<std::string> {
  std::string bytes(size + 1, '\0');
  std::size_t got = 0;
  if (const int error = file.read_up_to(bytes.data(), bytes.size(), std::max<std::size_t>(size, 1), got); error != 0) {
    return failure("read", path, error);
  }
  if (got != size) return failure("read", path, "it changed while it was being read");
  bytes.pop_back();
  return bytes;
}

/// Opens for reading and returns the size.
auto open_regular(Descriptor& file, std::string_view path, int flags = 0) -> base::Result<std::size_t> {
  // Without O_NONBLOCK a named pipe would wait for its writer for ever.
  if (const int error = file.open(path, O_RDONLY | O_NONBLOCK | flags); error != 0) return failure("read", path, error);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return failure("read", path, errno);
  if (S_ISDIR(status.st_mode)) return failure("read", path, kIsFolder);
  if (!S_ISREG(status.st_mode)) return failure("read", path, kNotRegular);
  return static_cast<std::size_t>(status.st_size);
}

struct CloseFolder {
  auto operator()(DIR* folder) const -> void { (void)::closedir(folder); }
};

class Disk final : public FileSystem {
 public:
  auto read(std::string_view path, std::size_t limit) -> base::Result<std::string> override {
    Descriptor file;
    const auto size = open_regular(file, path);
    if (!size) return size.error();
    if (size.value() > limit) return too_large(path, limit);
    return read_exactly(file, path, size.value());
  }

  auto read_head(std::string_view path, std::size_t size) -> base::Result<std::string> override {
    Descriptor file;
    const auto whole = open_regular(file, path);
    if (!whole) return whole.error();
    std::string bytes(std::min(size, whole.value()), '\0');
    std::size_t got = 0;
    const int error = file.read_up_to(bytes.data(), bytes.size(), bytes.size(), got);
    if (error != 0) return failure("read", path, error);
    bytes.resize(got);
    return bytes;
  }

  auto list(std::string_view path) -> base::Result<std::vector<Entry>> override {
    Descriptor folder;
    if (const int error = folder.open(path, O_RDONLY | O_DIRECTORY); error != 0) return list_failure(path, error);
    const std::unique_ptr<DIR, CloseFolder> stream(::fdopendir(folder.number()));
    if (!stream) return failure("list", path, errno);
    const int number = folder.release();  // the stream closes it

    std::vector<Entry> entries;
    errno = 0;
    while (const auto* item = ::readdir(stream.get())) {
      const std::string_view name = item->d_name;
      if (name != "." && name != "..") entries.push_back(entry_of(number, *item));
      errno = 0;
    }
    if (errno != 0) return failure("list", path, errno);
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return entries;
  }

  auto kind(std::string_view path) -> FileKind override {
    if (path.find('\0') != std::string_view::npos) return FileKind::Missing;
    return kind_at(AT_FDCWD, std::string(path).c_str());
  }

  auto real_path(std::string_view path) -> base::Result<std::string> override {
    if (path.find('\0') != std::string_view::npos) return failure("find", path, EINVAL);
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(std::string(path).c_str(), nullptr), &std::free);
    if (!real) return failure("find", path, errno);
    return std::string(real.get());
  }

  auto make_folders(std::string_view path) -> base::Status override { return make_disk_folders(path); }
  auto write_new(std::string_view path, std::string_view bytes) -> base::Status override {
    return write_new_file(path, bytes);
  }
  auto replace(std::string_view path, std::string_view bytes) -> base::Status override {
    return replace_file(path, bytes);
  }
  auto replace_privately(std::string_view path, std::string_view bytes) -> base::Status override {
    return replace_file_privately(path, bytes);
  }
  auto read_private(std::string_view path, std::size_t limit) -> base::Result<std::string> override {
    Descriptor file;
    const auto size = open_regular(file, path, O_NOFOLLOW);
    if (!size) return size.error();
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) return failure("read", path, errno);
    if ((status.st_mode & 077U) != 0) return failure("read", path, kNotPrivate);
    if (size.value() > limit) return too_large(path, limit);
    return read_exactly(file, path, size.value());
  }
  auto make_private(std::string_view path, std::string_view bytes) -> base::Status override {
    return make_private_file(path, bytes);
  }
  auto append(std::string_view path, std::string_view bytes) -> base::Status override {
    return append_to_file(path, bytes);
  }
  auto append_durably(std::string_view path, std::string_view bytes) -> base::Status override {
    return append_to_file_durably(path, bytes);
  }
  auto swap_folder(std::string_view fresh, std::string_view target) -> base::Status override {
    return swap_disk_folder(fresh, target);
  }
  auto remove_folder(std::string_view path) -> base::Status override { return remove_disk_folder(path); }

 private:
  static auto list_failure(std::string_view path, int error) -> base::Error {
    if (error == ENOENT) return failure("list", path, kNoSuchFolder);
    return error == ENOTDIR ? failure("list", path, kNotFolder) : failure("list", path, error);
  }
};

}  // namespace

auto make_disk() -> std::unique_ptr<FileSystem> { return std::make_unique<Disk>(); }

}  // namespace pinwright::source
