#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>

#include "cli/command.hpp"
#include "fuzz/require.hpp"
#include "source/memory_file_system.hpp"
#include "support/offline_env.hpp"

namespace {

using pinwright::cli::ExitCode;

}  // namespace

/// The input as the root file of a workspace: every check runs, and the findings are drawn and printed. The program
/// says what is wrong, or that nothing is; it never gives up.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  pinwright::source::MemoryFileSystem files;
  files.put("/workspace/pinwright.yaml", std::string(reinterpret_cast<const char*>(data), size));
  std::ostringstream out;
  std::ostringstream err;
  auto env = pinwright::support::offline_env(files, out, err);
  for (const auto* format : {"text", "json"}) {
    const auto code = pinwright::cli::run({"validate", ".", "--output", format, "--jobs", "1", "--verbose"}, env);
    require(code == ExitCode::Success || code == ExitCode::Findings);
  }
  require(!out.str().empty());
  return 0;
}
