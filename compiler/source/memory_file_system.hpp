#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "source/file_system.hpp"

namespace pinwright::source {

/// A FileSystem in memory, for tests and for the examples of `explain`: paths below `/` (a relative one too; `.` and
/// `..` are understood), no links, and failures that a test switches on. As on the disk, a folder must exist before a
/// file is written into it; only `put` makes the folders itself. Any thread may call it, as with the disk; only what
/// `files` shows is for the time when nobody writes.
class MemoryFileSystem final : public FileSystem {
 public:
  auto put(std::string_view path, std::string bytes) -> void;
  [[nodiscard]] auto files() const -> const std::map<std::string, std::string>& { return files_; }
  /// From now on every write below `path` fails with `reason`.
  auto refuse_writes(std::string_view path, std::string reason) -> void;

  [[nodiscard]] auto read(std::string_view path, std::size_t limit) -> base::Result<std::string> override;
  [[nodiscard]] auto read_head(std::string_view path, std::size_t size) -> base::Result<std::string> override;
  [[nodiscard]] auto list(std::string_view path) -> base::Result<std::vector<Entry>> override;
  [[nodiscard]] auto kind(std::string_view path) -> FileKind override;
  [[nodiscard]] auto real_path(std::string_view path) -> base::Result<std::string> override;
  [[nodiscard]] auto make_folders(std::string_view path) -> base::Status override;
  [[nodiscard]] auto write_new(std::string_view path, std::string_view bytes) -> base::Status override;
  [[nodiscard]] auto replace(std::string_view path, std::string_view bytes) -> base::Status override;
  [[nodiscard]] auto replace_privately(std::string_view path, std::string_view bytes) -> base::Status override;
  [[nodiscard]] auto read_private(std::string_view path, std::size_t limit) -> base::Result<std::string> override;
  [[nodiscard]] auto make_private(std::string_view path, std::string_view bytes) -> base::Status override;
  [[nodiscard]] auto append(std::string_view path, std::string_view bytes) -> base::Status override;
  [[nodiscard]] auto append_durably(std::string_view path, std::string_view bytes) -> base::Status override;
  [[nodiscard]] auto swap_folder(std::string_view fresh, std::string_view target) -> base::Status override;
  [[nodiscard]] auto remove_folder(std::string_view path) -> base::Status override;

 private:
  [[nodiscard]] auto is_folder(const std::string& path) const -> bool;
  /// Why `path` cannot be written, by the test's wish or because its folder is missing.
  [[nodiscard]] auto obstacle(const std::string& path) const -> std::optional<std::string>;
  auto forget_below(const std::string& path) -> void;

  mutable std::recursive_mutex mutex_;        // recursive: functions of the interface call each other
  std::map<std::string, std::string> files_;  // keys are absolute and clean
  std::set<std::string> folders_;             // `/` is always there and not in it
  std::map<std::string, std::string> refused_;
};

}  // namespace pinwright::source
