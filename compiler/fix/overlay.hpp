#pragma once

#include <map>
#include <string>
#include <string_view>

#include "source/read_only.hpp"

namespace pinwright::fix {

struct EditedFile {
  std::string before;  ///< as it was read from the disk
  std::string after;
};
/// By absolute path.
using EditedFiles = std::map<std::string, EditedFile, std::less<>>;

/// A file system on which some files read as they would be after the fixes. It writes nothing.
class Overlay final : public source::ReadOnly {
 public:
  explicit Overlay(source::FileSystem& below) : ReadOnly(below, "nothing is written while fixes are looked for") {}

  /// By absolute path, as the files of a workspace are read. `before`: the bytes that the edit was made of.
  auto put(const std::string& path, std::string_view before, std::string after) -> void;
  [[nodiscard]] auto files() const -> const EditedFiles& { return files_; }

  [[nodiscard]] auto read(std::string_view path, std::size_t limit) -> base::Result<std::string> override;
  [[nodiscard]] auto read_head(std::string_view path, std::size_t size) -> base::Result<std::string> override;

 private:
  EditedFiles files_;
};

}  // namespace pinwright::fix
