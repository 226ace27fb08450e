#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command.hpp"
#include "fuzz/require.hpp"
#include "source/memory_file_system.hpp"
#include "support/offline_env.hpp"

// The files of a workspace, each behind a line `=== PATH`; what stands before the first such line is the root file. All
// of `validate` and `compile` runs.

namespace {

using namespace pinwright;
using cli::ExitCode;
using Files = std::vector<std::pair<std::string, std::string>>;

auto is_plain_path(std::string_view path) -> bool {
  return !path.empty() && path.front() != '/' && path.back() != '/' && path.size() < 100 &&
         path.find('\0') == std::string_view::npos && path.find("//") == std::string_view::npos &&
         path.find("..") == std::string_view::npos;
}

auto files_in(std::string_view text) -> Files {
  constexpr std::string_view kMark = "=== ";
  Files files{{"pinwright.yaml", {}}};
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.starts_with(kMark) && is_plain_path(line.substr(kMark.size()))) {
      files.emplace_back(line.substr(kMark.size()), std::string());
    } else {
      files.back().second.append(line).append("\n");
    }
  }
  return files;
}

struct Run {
  ExitCode code = ExitCode::Internal;
  std::string out;
};

auto run(const Files& files, const std::vector<std::string>& arguments) -> Run {
  source::MemoryFileSystem disk;
  for (const auto& [path, text] : files) disk.put("/workspace/" + path, text);
  std::ostringstream out;
  std::ostringstream err;
  auto env = support::offline_env(disk, out, err);
  const auto code = cli::run(arguments, env);
  return {code, out.str()};
}

}  // namespace

/// Whatever the files hold, the program says what is wrong, or that nothing is, and says the same on one thread and on
/// three; what is compiled has no errors, and what has none is compiled.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const auto files = files_in({reinterpret_cast<const char*>(data), size});
  const auto text = run(files, {"validate", ".", "--jobs", "1", "--verbose"});
  require(text.code == ExitCode::Success || text.code == ExitCode::Findings);
  require(!text.out.empty());
  const auto json = run(files, {"validate", ".", "--jobs", "3", "--output", "json"});
  require(json.code == text.code);
  require(run(files, {"validate", ".", "--jobs", "1", "--output", "json"}).out == json.out);
  const auto compiled = run(files, {"compile", ".", "--out", "out", "--jobs", "1"});
  require(compiled.code == ExitCode::Success || compiled.code == ExitCode::Findings);
  if (text.code == ExitCode::Findings) require(compiled.code == ExitCode::Findings);
  return 0;
}
