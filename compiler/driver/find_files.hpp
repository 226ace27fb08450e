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
/// below it. An Error when PATH does not exist or there is no root.
[[nodiscard]] auto find_roots(Env& env, std::string_view path) -> base::Result<std::vector<std::string>>;

struct FoundFile {
  std::string path;     ///< below the root
  std::string problem;  ///< why it is not read (a link that leaves the workspace, a folder that cannot be listed);
                        ///< empty: read it
};

/// Every `*.yaml` and `*.yml` below a root, sorted by path: dot-files, dot-folders, nested roots and what `ignore`
/// takes are left out, the root file is among them. A link to a folder is not followed when it stays inside (its files
/// are found where they are).
[[nodiscard]] auto find_files(Env& env, const std::string& root, const std::vector<model::Text>& ignore)
    -> std::vector<FoundFile>;

/// Whether `path`, its links followed, exists and lies below `real_root`, whose links are followed already.
[[nodiscard]] auto is_inside(Env& env, const std::string& real_root, const std::string& path) -> bool;

}  // namespace pinwright::driver
