#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "driver/env.hpp"
#include "model/types.hpp"

namespace pinwright::driver {

inline constexpr std::string_view kRootFile = "pinwright.yaml";

/// The folder of the nearest root at or above `folder`, which is absolute; empty: there is none.
[[nodiscard]] auto root_above(Env& env, std::string folder) -> std::string;

/// The folders of the workspaces that PATH (a file or folder) means: the nearest root at or above it, else every root
/// below a folder. An Error when PATH is empty, does not exist or there is no root.
[[nodiscard]] auto find_roots(Env& env, std::string_view path) -> base::Result<std::vector<std::string>>;

/// The one workspace that PATH means; an Error, with `help`, also when there are several.
[[nodiscard]] auto find_only_root(Env& env, std::string_view path, std::string_view help) -> base::Result<std::string>;

struct FoundFile {
  std::string path;     ///< below the root
  std::string problem;  ///< why it is not read (a link that leaves the workspace, a folder that cannot be listed);
                        ///< empty: read it
};

/// Every `*.yaml` and `*.yml` below a root, in whatever letter case, sorted by path: dot-files, dot-folders, nested
/// roots and what `ignore` takes are left out, the root file is among them. A link to a folder is not followed when it
/// stays inside (its files are found where they are).
[[nodiscard]] auto find_files(Env& env, const std::string& root, const std::vector<model::Text>& ignore)
    -> std::vector<FoundFile>;

/// The same of every file of this name.
[[nodiscard]] auto find_files_named(Env& env, const std::string& root, const std::vector<model::Text>& ignore,
                                    std::string_view name) -> std::vector<FoundFile>;

/// Why a file or folder is passed over, though it lies below a root: `ignore` takes it, or it begins with a dot. Empty:
/// neither. `path` is relative to the root.
[[nodiscard]] auto skipped_by(const std::vector<model::Text>& ignore, std::string_view path) -> std::string;

/// Whether `path`, its links followed, exists and lies below `real_root`, whose links are followed already.
[[nodiscard]] auto is_inside(Env& env, const std::string& real_root, const std::string& path) -> bool;

}  // namespace pinwright::driver
