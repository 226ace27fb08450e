#pragma once

#include <string>
#include <string_view>

#include "source/file_system.hpp"

namespace pinwright::source {

/// Another file system, read only: every attempt to write is an Error that says why. Who derives from it shows some
/// files otherwise than they are.
class ReadOnly : public FileSystem {
 public:
  /// `why`: "nothing is written while …"
  ReadOnly(FileSystem& below, std::string_view why) : below_(below), why_(why) {}

  [[nodiscard]] auto read(std::string_view path, std::size_t limit) -> base::Result<std::string> override;
  [[nodiscard]] auto read_head(std::string_view path, std::size_t size) -> base::Result<std::string> override;
  [[nodiscard]] auto list(std::string_view path) -> base::Result<std::vector<Entry>> override;
  [[nodiscard]] auto kind(std::string_view path) -> FileKind override;
  [[nodiscard]] auto real_path(std::string_view path) -> base::Result<std::string> override;
  [[nodiscard]] auto read_private(std::string_view path, std::size_t limit) -> base::Result<std::string> override;

  [[nodiscard]] auto make_folders(std::string_view path) -> base::Status final;
  [[nodiscard]] auto write_new(std::string_view path, std::string_view bytes) -> base::Status final;
  [[nodiscard]] auto replace(std::string_view path, std::string_view bytes) -> base::Status final;
  [[nodiscard]] auto replace_privately(std::string_view path, std::string_view bytes) -> base::Status final;
  [[nodiscard]] auto make_private(std::string_view path, std::string_view bytes) -> base::Status final;
  [[nodiscard]] auto append(std::string_view path, std::string_view bytes) -> base::Status final;
  [[nodiscard]] auto append_durably(std::string_view path, std::string_view bytes) -> base::Status final;
  [[nodiscard]] auto swap_folder(std::string_view fresh, std::string_view target) -> base::Status final;
  [[nodiscard]] auto remove_folder(std::string_view path) -> base::Status final;

 private:
  [[nodiscard]] auto refusal(std::string_view path) const -> base::Error;

  FileSystem& below_;
  std::string why_;
};

}  // namespace pinwright::source
