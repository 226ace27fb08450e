#include <cstddef>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

#include "cli/command.hpp"
#include "fuzz/require.hpp"
#include "source/memory_file_system.hpp"

namespace {

using pinwright::cli::ExitCode;

auto no_variable(std::string_view) -> std::optional<std::string> { return std::nullopt; }

}  // namespace

/// The input as the root file of a workspace: every check runs, and the findings are drawn and printed. The program
/// says what is wrong, or that nothing is; it never gives up.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  pinwright::source::MemoryFileSystem files;
  files.put("/w/pinwright.yaml", std::string(reinterpret_cast<const char*>(data), size));
  std::ostringstream out;
  std::ostringstream err;
  pinwright::driver::Env env{files, out, err, "/w", no_variable, [] { return 1767225600; }, [] { return 4U; }};
  for (const auto* format : {"text", "json"}) {
    const auto code = pinwright::cli::run({"validate", ".", "--output", format, "--jobs", "1", "--verbose"}, env);
    require(code == ExitCode::Success || code == ExitCode::Findings);
  }
  require(!out.str().empty());
  return 0;
}
