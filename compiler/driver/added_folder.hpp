#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emit/format.hpp"
#include "source/memory_file_system.hpp"
#include "source/read_only.hpp"

namespace pinwright::driver {

/// The files of a workspace with a folder among them that is not written yet. Nothing is written.
class AddedFolder final : public source::ReadOnly {
 public:
  /// `folder`: a name that the absolute folder `root` does not have.
  AddedFolder(source::FileSystem& below, std::string root, std::string_view folder,
              const std::vector<emit::File>& files);

  [[nodiscard]] auto read(std::string_view path, std::size_t limit) -> base::Result<std::string> override;
  [[nodiscard]] auto read_head(std::string_view path, std::size_t size) -> base::Result<std::string> override;
  [[nodiscard]] auto list(std::string_view path) -> base::Result<std::vector<source::Entry>> override;
  [[nodiscard]] auto kind(std::string_view path) -> source::FileKind override;
  [[nodiscard]] auto real_path(std::string_view path) -> base::Result<std::string> override;

 private:
  [[nodiscard]] auto is_added(std::string_view path) const -> bool;

  std::string root_, name_, folder_;  // folder_: the path of the folder
  source::MemoryFileSystem added_;
};

}  // namespace pinwright::driver
