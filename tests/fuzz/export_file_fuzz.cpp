#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"
#include "driver/import.hpp"
#include "emit/import/import.hpp"
#include "fuzz/require.hpp"
#include "source/memory_file_system.hpp"
#include "support/offline_env.hpp"

namespace {

using namespace pinwright;
using cli::ExitCode;

constexpr std::string_view kRoot =
    "pinwright: 1\nworkspace: fuzz\ntenants: {contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}}\n";

auto import(const driver::ImportSource& source) -> emit::Imported {
  emit::ImportTarget target;
  target.workspace = "fuzz";
  target.tenant = "contoso";
  target.tenant_id = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
  return emit::import_policies(source.policies, target, source.names, csp::Catalog::built_in());
}

auto is_yaml(std::string_view path) -> bool { return path.ends_with(".yaml"); }

}  // namespace

/// Bytes as an export: they are refused with a reason, or become files that the program reads as YAML of the right
/// shape: whatever stands in an export, it adds no key.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const auto source = driver::read_export({reinterpret_cast<const char*>(data), size}, "export.json");
  if (!source.ok()) {
    require(!source.error().message.empty());
    return 0;
  }
  const auto imported = import(source.value());
  source::MemoryFileSystem disk;
  disk.put("/workspace/pinwright.yaml", std::string(kRoot));
  std::size_t policies = 0;
  for (const auto& file : imported.files) {
    disk.put("/workspace/" + file.path, file.bytes);
    if (is_yaml(file.path)) ++policies;
  }
  require(policies >= imported.policies.size());
  std::ostringstream out;
  std::ostringstream err;
  auto env = support::offline_env(disk, out, err);
  const auto code = cli::run({"validate", ".", "--output", "json", "--jobs", "1"}, env);
  require(code == ExitCode::Success || code == ExitCode::Findings);
  for (const auto* slug :
       {"\"yaml-syntax\"", "\"duplicate-key\"", "\"unknown-key\"", "\"wrong-type\"", "\"invalid-utf8\""})
    require(out.str().find(slug) == std::string::npos);
  return 0;
}
