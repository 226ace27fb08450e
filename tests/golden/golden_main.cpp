// Runs every case of tests/golden and examples through cli::run, in memory, and compares what was printed.
//   golden DIR…            compares; exit 1 when a case differs
//   golden --update DIR…   writes expected.out and expected.exit anew, for review
//
// A case is a folder that holds expected.out (or, with --update, a file `args` or a pinwright.yaml and no case below
// it).

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "golden/case.hpp"

namespace {

namespace fs = std::filesystem;
using golden::Outcome;
using golden::read;

auto write(const fs::path& path, const std::string& text) -> void { std::ofstream(path, std::ios::binary) << text; }

/// One line a step.
auto exits_of(const Outcome& outcome) -> std::string {
  std::string lines;
  for (const auto exit : outcome.exits) lines += fmt::format("{}\n", exit);
  return lines;
}

auto is_case(const fs::path& folder, bool update) -> bool {
  if (fs::exists(folder / "expected.out")) return true;
  return update && (fs::exists(folder / "args") || fs::exists(folder / "pinwright.yaml"));
}

/// Cases in order of path. Below a case there is no other: its folders belong to its workspace.
auto find_cases(const fs::path& folder, bool update, std::vector<fs::path>& cases) -> void {
  if (is_case(folder, update)) {
    cases.push_back(folder);
    return;
  }
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  for (const auto& inner : folders) find_cases(inner, update, cases);
}

/// A case without expectations would pass by not being looked at.
auto find_forgotten(const fs::path& root) -> std::vector<fs::path> {
  std::vector<fs::path> with;
  std::vector<fs::path> all;
  find_cases(root, false, with);
  find_cases(root, true, all);
  std::vector<fs::path> forgotten;
  std::set_difference(all.begin(), all.end(), with.begin(), with.end(), std::back_inserter(forgotten));
  return forgotten;
}

auto compare(const fs::path& folder, const Outcome& outcome) -> bool {
  const auto expected = read(folder / "expected.out");
  const auto exits = read(folder / "expected.exit");
  if (expected == outcome.out && exits == exits_of(outcome)) return true;
  fmt::print("FAIL {}\n--- expected (exit {})\n{}\n--- got (exit {})\n{}\n", folder.string(), exits, expected,
             exits_of(outcome), outcome.out);
  return false;
}

}  // namespace

auto main(int count, char** values) -> int {
  std::vector<std::string> roots(values + 1, values + count);
  const bool update = !roots.empty() && roots.front() == "--update";
  if (update) roots.erase(roots.begin());
  std::vector<fs::path> cases;
  std::size_t failed = 0;
  for (const auto& root : roots) {
    find_cases(root, update, cases);
    if (update) continue;
    for (const auto& forgotten : find_forgotten(root)) {
      fmt::print("FAIL {}: the case has no expected.out\n", forgotten.string());
      ++failed;
    }
  }
  for (const auto& folder : cases) {
    const auto outcome = golden::run(folder);
    if (update) {
      write(folder / "expected.out", outcome.out);
      write(folder / "expected.exit", exits_of(outcome));
    } else if (!compare(folder, outcome)) {
      ++failed;
    }
  }
  fmt::print("{} cases, {} failed\n", cases.size(), failed);
  return failed == 0 && !cases.empty() ? 0 : 1;
}
