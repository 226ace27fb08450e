#pragma once

#include <string>
#include <vector>

#include "driver/load.hpp"
#include "lower/files.hpp"

namespace pinwright::driver {

/// Adds to the problem of a file that is missing which one is there: a name in the same folder that is near, or the
/// same path without its first folders, as somebody writes it who takes paths to begin at the root. Looks at nothing
/// outside the workspace and names no private file. `files[i]` is `paths[i]`, from the root.
auto name_near_files(Env& env, const Loaded& loaded, const std::vector<std::string>& paths,
                     std::vector<lower::ValueFile>& files) -> void;

}  // namespace pinwright::driver
