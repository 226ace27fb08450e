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
#include <iostream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "diag/render.hpp"
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
  return name == "args" || name == "workspace" || name.rfind("expected.", 0) == 0;
}

auto load(const fs::path& folder, MemoryFileSystem& files) -> void {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || is_sidecar(entry.path())) continue;
    files.put(kFolder + "/" + fs::relative(entry.path(), folder).generic_string(), read(entry.path()));
  }
}

/// An example shows its findings in every format, so that a new one cannot be forgotten: one on stdout, the others in
/// files.
auto every_format() -> std::vector<std::string> {
  std::vector<std::string> arguments{"validate", "."};
  for (const auto& format : pinwright::diag::renderers()) {
    arguments.emplace_back("--output");
    arguments.push_back(arguments.size() == 3 ? std::string(format.name) : fmt::format("{0}=report.{0}", format.name));
  }
  return arguments;
}

auto arguments_of(const fs::path& folder) -> std::vector<std::string> {
  if (!fs::exists(folder / "args"))
    return fs::exists(folder / "workspace") ? every_format() : std::vector<std::string>{"validate", "."};
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

/// The name, below the examples, of the workspace that a case borrows; empty: it has its own.
auto borrowed(const fs::path& folder) -> std::string {
  return std::string(pinwright::base::trimmed(read(folder / "workspace")));
}

/// stdout and stderr, and every file that the run wrote.
auto run(const fs::path& folder, const fs::path& examples) -> Outcome {
  MemoryFileSystem files;
  const auto example = borrowed(folder);
  load(example.empty() ? folder : examples / example, files);
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
  const auto exit = pinwright::base::to_int(pinwright::base::trimmed(read(folder / "expected.exit")));
  if (expected == outcome.out && exit == outcome.exit) return true;
  fmt::print("FAIL {}\n--- expected (exit {})\n{}\n--- got (exit {})\n{}\n", folder.string(), exit.value_or(-1),
             expected, outcome.exit, outcome.out);
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
    const auto outcome = run(folder, examples);
    if (update) {
      write(folder / "expected.out", outcome.out);
      write(folder / "expected.exit", fmt::format("{}\n", outcome.exit));
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
