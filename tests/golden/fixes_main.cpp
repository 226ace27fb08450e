// fixes GOLDEN: `pinwright fix` on the workspace of every case: no fix is left, nothing is less YAML than before, and a
// second run changes nothing.

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "cli/command.hpp"
#include "golden/case.hpp"
#include "source/memory_file_system.hpp"
#include "support/offline_env.hpp"

namespace {

namespace fs = std::filesystem;
using pinwright::source::MemoryFileSystem;

struct Printed {
  std::string out;
  std::string err;
};

auto run(MemoryFileSystem& files, const std::vector<std::string>& arguments) -> Printed {
  std::ostringstream out;
  std::ostringstream err;
  auto env = pinwright::support::offline_env(files, out, err);
  static_cast<void>(pinwright::cli::run(arguments, env));
  return {out.str(), err.str()};
}

/// Findings of a workspace that are not waived: those with a fix, and those that say that a file is not YAML.
struct Count {
  std::size_t fixable = 0;
  std::size_t not_yaml = 0;
};

auto count(MemoryFileSystem& files) -> Count {
  Count found;
  const auto report = nlohmann::json::parse(run(files, {"validate", ".", "--output", "json"}).out);
  for (const auto& one : report.at("diagnostics")) {
    if (one["waived"] == true) continue;
    if (!one["fixes"].empty() && !one["fixes"][0]["edits"].empty()) ++found.fixable;
    if (one["code"].get<std::string>().starts_with("PW01")) ++found.not_yaml;
  }
  return found;
}

auto judge(const fs::path& folder, std::size_t& fixed) -> std::string {
  MemoryFileSystem files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto below = fs::relative(entry.path(), folder).generic_string();
    if (entry.is_regular_file()) files.put("/workspace/" + below, golden::read(entry.path()));
  }
  const auto before = count(files);
  if (before.fixable == 0) return {};
  ++fixed;
  const auto first = run(files, {"fix", "."});
  const auto after = count(files);
  if (after.not_yaml > before.not_yaml) return "a file is not YAML any more";
  if (after.fixable > 0) return fmt::format("{} of {} fixes are left: {}", after.fixable, before.fixable, first.err);
  const auto bytes = files.files();
  run(files, {"fix", "."});
  return files.files() == bytes ? "" : "a second run changes something";
}

}  // namespace

auto main(int argument_count, char** values) -> int {
  if (argument_count != 2) return 64;
  std::size_t fixed = 0;
  std::size_t failed = 0;
  for (const auto& entry : fs::recursive_directory_iterator(values[1])) {
    const auto folder = entry.path().parent_path();
    if (entry.path().filename() != "expected.out" || !fs::exists(folder / "pinwright.yaml")) continue;
    const auto problem = judge(folder, fixed);
    if (problem.empty()) continue;
    ++failed;
    fmt::print("FAIL {}: {}\n", folder.string(), problem);
  }
  fmt::print("{} cases with fixes, {} failed\n", fixed, failed);
  return failed == 0 && fixed > 50 ? 0 : 1;
}
