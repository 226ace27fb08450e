#pragma once

#include <map>
#include <string>
#include <string_view>

#include "source/file_system.hpp"

namespace pinwright::fix {

struct EditedFile {
  std::string before;  ///< as it was read from the disk
  std::string after;
};
/// By absolute path.
using EditedFiles = std::map<std::string, EditedFile, std::less<>>;

/// A file system on which some files read as they would be after the fixes. It writes nothing: every attempt is an
/// Error.
class Overlay final : public source::FileSystem {
 public:
  explicit Overlay(source::FileSystem& below) : below_(below) {}

  /// By absolute path, as the files of a workspace are read. `before`: the bytes that the edit was made of.
  auto put(const std::string& path, std::string_view before, std::string after) -> void;
  [[nodiscard]] auto files() const -> const EditedFiles& { return files_; }

  [[nodiscard]] auto read(std::string_view path, std::size_t limit) -> base::Result<std::string> override;
  [[nodiscard]] auto read_head(std::string_view path, std::size_t size) -> base::Result<std::string> override;
  [[nodiscard]] auto list(std::string_view path) -> base::Result<std::vector<source::Entry>> override;
  [[nodiscard]] auto kind(std::string_view path) -> source::FileKind override;
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
  source::FileSystem& below_;
  EditedFiles files_;
};

}  // namespace pinwright::fix
