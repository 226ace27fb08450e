#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace pinwright::source {

/// Says when something changes below some folders.
class FolderWatch {
 public:
  virtual ~FolderWatch() = default;
  /// Waits until something changes, and until nothing more does for a moment: an editor writes several times for one
  /// save. Sorted absolute paths of what changed since the call before, at least one; none when the run is to stop.
  [[nodiscard]] virtual auto wait(const std::stop_token& stop) -> base::Result<std::vector<std::string>> = 0;
};

/// Begins to watch folders, absolute, and all below them, those made later too. Names that begin with a dot or end in
/// `~` are passed over (`.git`, `.pinwright`, the copies of editors); links are not followed.
using WatchFolders = std::function<base::Result<std::unique_ptr<FolderWatch>>(const std::vector<std::string>& folders)>;

/// That of the operating system (inotify). An Error when a folder is missing, or more folders are watched than the
/// system allows.
[[nodiscard]] auto watch_folders(const std::vector<std::string>& folders) -> base::Result<std::unique_ptr<FolderWatch>>;

}  // namespace pinwright::source
