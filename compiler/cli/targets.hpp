#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "driver/env.hpp"
#include "driver/load.hpp"

/// What the paths on a command line mean.
namespace pinwright::cli {

/// Workspace roots, each with the absolute paths that narrow it; none: all of it is meant.
using Targets = std::map<std::string, std::vector<std::string>>;

/// Without a path: the workspace of the working folder. A path that the workspace skips is said on stderr and left out,
/// with its workspace where nothing else of it is named; an Error when a path names nothing that is read.
[[nodiscard]] auto find_targets(std::vector<std::string> paths, driver::Env& env) -> base::Result<Targets>;
/// Whether a file, as it is shown to people, is meant.
[[nodiscard]] auto is_meant(const std::vector<std::string>& narrowing, std::string_view shown_file,
                            const driver::Env& env) -> bool;
/// Leaves the findings in files that are meant, and those without a file.
auto narrow(driver::Loaded& loaded, const std::vector<std::string>& narrowing, const driver::Env& env) -> void;

}  // namespace pinwright::cli
