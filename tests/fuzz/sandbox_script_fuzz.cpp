#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sandbox/fault_script.hpp"

/// Bytes as a fault script of the sandbox: it is read, or refused with a reason.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const auto script = pinwright::sandbox::parse_fault_script({reinterpret_cast<const char*>(data), size});
  // Not assert: it has to hold in every build.
  if (!script.ok() && script.error().message.empty()) std::abort();
  return 0;
}
