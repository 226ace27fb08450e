#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace pinwright::source {

enum class FileKind : std::uint8_t { Regular, Folder, Other, Missing };

struct Entry {
  std::string name;
  FileKind kind = FileKind::Other;  ///< of what a symbolic link leads to; Missing when it leads nowhere
  bool is_link = false;
};

/// The disk, or an in-memory stand-in. Paths use `/`. Every failure is an Error that names the path and the system's
/// reason ("no such file", "permission denied", "no space left on device"); nothing throws.
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  /// The whole file; an Error when it is larger than `limit` bytes (ErrorKind::TooLarge), is not a regular file, or
  /// changes size while being read.
  [[nodiscard]] virtual auto read(std::string_view path, std::size_t limit) -> base::Result<std::string> = 0;
  /// The first bytes of a file, at most `size`.
  [[nodiscard]] virtual auto read_head(std::string_view path, std::size_t size) -> base::Result<std::string> = 0;
  /// What a folder holds, sorted by name, without `.` and `..`.
  [[nodiscard]] virtual auto list(std::string_view path) -> base::Result<std::vector<Entry>> = 0;
  /// Of what a link leads to; Missing when there is nothing, Other when the system does not let one look.
  [[nodiscard]] virtual auto kind(std::string_view path) -> FileKind = 0;
  /// Absolute, symbolic links followed; an Error when the path does not exist or its links are a cycle.
  [[nodiscard]] virtual auto real_path(std::string_view path) -> base::Result<std::string> = 0;

  /// The folder and those above it; success when it is there already.
  [[nodiscard]] virtual auto make_folders(std::string_view path) -> base::Status = 0;
  /// Plain write of a new file: for folders that are put in place as a whole by `swap_folder`.
  [[nodiscard]] virtual auto write_new(std::string_view path, std::string_view bytes) -> base::Status = 0;
  /// Write to a temporary name beside `path`, flush, rename: readers see the old or the new bytes, never a mixture.
  [[nodiscard]] virtual auto replace(std::string_view path, std::string_view bytes) -> base::Status = 0;
  /// The same, and only the owner may read the file (mode 0600), whatever its mode was before.
  [[nodiscard]] virtual auto replace_privately(std::string_view path, std::string_view bytes) -> base::Status = 0;
  /// The whole of a file that is private: regular and no link itself, with rights for its owner alone. An Error when it
  /// is not, or when it is larger than `limit` bytes.
  [[nodiscard]] virtual auto read_private(std::string_view path, std::size_t limit) -> base::Result<std::string> = 0;
  /// Makes such a file, whole from the first moment on; an Error when there is something of this name, a link that
  /// leads nowhere included. Folders above it that are missing are made, for their owner alone (mode 0700).
  [[nodiscard]] virtual auto make_private(std::string_view path, std::string_view bytes) -> base::Status = 0;
  /// Plain append to an existing file: for what `swap_folder` puts in place.
  [[nodiscard]] virtual auto append(std::string_view path, std::string_view bytes) -> base::Status = 0;
  /// Append and fsync; the file is made with mode 0600 when missing.
  [[nodiscard]] virtual auto append_durably(std::string_view path, std::string_view bytes) -> base::Status = 0;
  /// Puts the folder `fresh` in the place of `target` in one step (renameat2 with RENAME_EXCHANGE where `target`
  /// exists, rename else) and removes what stood there. Both must be on one file system. What cannot be removed of the
  /// old folder stays under the name of `fresh`, and is no Error: `target` is the new one.
  [[nodiscard]] virtual auto swap_folder(std::string_view fresh, std::string_view target) -> base::Status = 0;
  /// Removes a folder and what is in it; links are removed, not followed. A missing folder is success.
  [[nodiscard]] virtual auto remove_folder(std::string_view path) -> base::Status = 0;
};

/// The file system of the operating system.
[[nodiscard]] auto make_disk() -> std::unique_ptr<FileSystem>;

}  // namespace pinwright::source
