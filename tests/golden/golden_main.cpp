// Runs every case of tests/golden through cli::run, in memory, and compares what was printed.
//   golden GOLDEN EXAMPLES            compares; exit 1 when a case differs, or a workspace of EXAMPLES has no case
//   golden --update GOLDEN EXAMPLES   writes expected.out and expected.exit anew, for review
//
// A case is a folder that holds expected.out (or, with --update, a file `args`, `workspace` or pinwright.yaml and no
// case below it). `workspace` names the folder of its workspace, below EXAMPLES; else it is the case's own.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "golden/case.hpp"

namespace {

namespace fs = std::filesystem;
using golden::arguments_of;
using golden::borrowed;
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
  const auto holds = [&](const char* name) { return fs::exists(folder / name); };
  return update && (holds("args") || holds("workspace") || holds("pinwright.yaml"));
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

/// The workspaces of the examples that no case shows in every format, or that none compiles although they are sound.
auto find_unshown(const fs::path& examples, const std::vector<fs::path>& cases) -> std::vector<std::string> {
  std::set<std::string> shown;
  std::set<std::string> compiled;
  for (const auto& folder : cases) {
    const auto name = borrowed(folder);
    if (!fs::exists(folder / "args")) shown.insert(name);
    if (arguments_of(folder).front() == "compile" || read(folder / "expected.exit") != "0\n") compiled.insert(name);
  }
  std::vector<std::string> unshown;
  for (const auto& entry : fs::recursive_directory_iterator(examples)) {
    if (entry.path().filename() != "pinwright.yaml") continue;
    const auto name = fs::relative(entry.path().parent_path(), examples).generic_string();
    if (!shown.contains(name)) unshown.push_back(name + ": no case shows it in every format");
    if (!compiled.contains(name)) unshown.push_back(name + ": no case compiles it");
  }
  return unshown;
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
  std::vector<std::string> arguments(values + 1, values + count);
  const bool update = !arguments.empty() && arguments.front() == "--update";
  if (update) arguments.erase(arguments.begin());
  if (arguments.size() != 2) return 64;
  const fs::path root = arguments[0];
  const fs::path examples = arguments[1];
  std::vector<fs::path> cases;
  find_cases(root, update, cases);
  std::size_t failed = 0;
  for (const auto& folder : cases) {
    const auto outcome = golden::run(folder, examples);
    if (update) {
      write(folder / "expected.out", outcome.out);
      write(folder / "expected.exit", exits_of(outcome));
    } else if (!compare(folder, outcome)) {
      ++failed;
    }
  }
  for (const auto& forgotten : find_forgotten(root)) {
    fmt::print("FAIL {}: the case has no expected.out\n", forgotten.string());
    ++failed;
  }
  for (const auto& unshown : find_unshown(examples, cases)) {
    fmt::print("FAIL {}\n", unshown);
    ++failed;
  }
  fmt::print("{} cases, {} failed\n", cases.size(), failed);
  return failed == 0 && !cases.empty() ? 0 : 1;
}
