#pragma once

#include <map>
#include <string>
#include <string_view>

#include "source/file_system.hpp"

namespace pinwright::source {

/// A FileSystem in memory, for tests and for the examples of `explain`: absolute paths below `/`, no links, and failures that a
/// test switches on.
class MemoryFileSystem final : public FileSystem {
 public:
  auto put(std::string path, std::string bytes) -> void;
  [[nodiscard]] auto files() const -> const std::map<std::string, std::string>& { return files_; }
  /// From now on every write below `path` fails with `reason`.
  auto refuse_writes(std::string path, std::string reason) -> void;

  [[nodiscard]] auto read(std::string_view path, std::size_t limit) -> base::Result<std::string> override;
  [[nodiscard]] auto list(std::string_view path) -> base::Result<std::vector<Entry>> override;
  [[nodiscard]] auto kind(std::string_view path) -> FileKind override;
  [[nodiscard]] auto real_path(std::string_view path) -> base::Result<std::string> override;
  [[nodiscard]] auto make_folders(std::string_view path) -> base::Status override;
  [[nodiscard]] auto write_new(std::string_view path, std::string_view bytes) -> base::Status override;
  [[nodiscard]] auto replace(std::string_view path, std::string_view bytes) -> base::Status override;
  [[nodiscard]] auto append_durably(std::string_view path, std::string_view bytes) -> base::Status override;
  [[nodiscard]] auto swap_folder(std::string_view fresh, std::string_view target) -> base::Status override;
  [[nodiscard]] auto remove_folder(std::string_view path) -> base::Status override;

 private:
  std::map<std::string, std::string> files_;
  std::map<std::string, std::string> refused_;
};

}  // namespace pinwright::source
