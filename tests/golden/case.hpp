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
[[nodiscard]] auto run(const std::filesystem::path& folder, const std::filesystem::path& examples) -> Outcome;

/// What the (first) call of the program gets: as the file `args` says; without it `validate .`, for a borrowed
/// workspace in every output format.
[[nodiscard]] auto arguments_of(const std::filesystem::path& folder) -> std::vector<std::string>;
/// The name, below the examples, of the workspace that a case borrows; empty: it has its own.
[[nodiscard]] auto borrowed(const std::filesystem::path& folder) -> std::string;

[[nodiscard]] auto read(const std::filesystem::path& path) -> std::string;

}  // namespace golden
