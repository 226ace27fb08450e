#pragma once

#include <string>
#include <vector>

#include "driver/load.hpp"
#include "plan/plan.hpp"

/// What ties a saved plan to the files that it was made from.
namespace pinwright::driver {

/// SHA-256 of every YAML file, every file that a setting takes its value from and every file of `catalog`, in order of
/// path: of the bytes that were read.
[[nodiscard]] auto hash_sources(const Loaded& loaded) -> std::vector<plan::SourceHash>;

/// Paths of which one list tells something else than the other, or nothing; in order of path.
[[nodiscard]] auto changed_sources(const std::vector<plan::SourceHash>& then, const std::vector<plan::SourceHash>& now)
    -> std::vector<std::string>;

}  // namespace pinwright::driver
