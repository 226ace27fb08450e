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
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "source/memory_file_system.hpp"

namespace {

namespace fs = std::filesystem;
using pinwright::source::MemoryFileSystem;

/// Every case runs on this day, wherever and whenever it runs: 2026-06-01.
constexpr std::int64_t kNow = 1'780'272'000;
/// The workspace lies here, in memory.
const std::string kFolder = "/workspace";

auto read(const fs::path& path) -> std::string {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

auto write(const fs::path& path, const std::string& text) -> void { std::ofstream(path, std::ios::binary) << text; }

auto is_sidecar(const fs::path& path) -> bool {
  const auto name = path.filename().string();
  return name == "args" || name.rfind("expected.", 0) == 0;
}

auto load(const fs::path& folder, MemoryFileSystem& files) -> void {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || is_sidecar(entry.path())) continue;
    files.put(kFolder + "/" + fs::relative(entry.path(), folder).generic_string(), read(entry.path()));
  }
}

auto arguments_of(const fs::path& folder) -> std::vector<std::string> {
  if (!fs::exists(folder / "args")) return {"validate", "."};
  std::vector<std::string> arguments;
  std::istringstream lines(read(folder / "args"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) arguments.push_back(line);
  }
  return arguments;
}

struct Outcome {
  std::string out;
  int exit = 0;
};

/// stdout and stderr, and every file that the run wrote.
auto run(const fs::path& folder) -> Outcome {
  MemoryFileSystem files;
  load(folder, files);
  const auto before = files.files();
  std::ostringstream out;
  std::ostringstream err;
  const auto no_variable = [](std::string_view) { return std::optional<std::string>(); };
  pinwright::driver::Env env{
      files, out, err, kFolder, no_variable, [] { return kNow; }, [] { return std::uint64_t{0x5EED}; }};
  const auto code = pinwright::cli::run(arguments_of(folder), env);
  Outcome outcome{out.str(), static_cast<int>(code)};
  if (!err.str().empty()) outcome.out += "--- stderr\n" + err.str();
  for (const auto& [path, bytes] : files.files()) {
    const auto old = before.find(path);
    if (old == before.end() || old->second != bytes) outcome.out += fmt::format("--- {}\n{}", path, bytes);
  }
  return outcome;
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
  const auto exit = pinwright::base::to_int(pinwright::base::trimmed(read(folder / "expected.exit")));
  if (expected == outcome.out && exit == outcome.exit) return true;
  fmt::print("FAIL {}\n--- expected (exit {})\n{}\n--- got (exit {})\n{}\n", folder.string(), exit.value_or(-1),
             expected, outcome.exit, outcome.out);
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
    const auto outcome = run(folder);
    if (update) {
      write(folder / "expected.out", outcome.out);
      write(folder / "expected.exit", fmt::format("{}\n", outcome.exit));
    } else if (!compare(folder, outcome)) {
      ++failed;
    }
  }
  fmt::print("{} cases, {} failed\n", cases.size(), failed);
  return failed == 0 && !cases.empty() ? 0 : 1;
}
