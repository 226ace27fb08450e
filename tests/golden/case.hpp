#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// A golden case: README.md says what its folder holds.
namespace golden {

struct Outcome {
  std::string out;         ///< stdout, stderr and the files that were written, step after step
  std::vector<int> exits;  ///< one a step
};

/// Runs a case in memory, whatever the machine.
[[nodiscard]] auto run(const std::filesystem::path& folder) -> Outcome;

[[nodiscard]] auto read(const std::filesystem::path& path) -> std::string;

}  // namespace golden
