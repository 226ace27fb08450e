#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "plan/file/read.hpp"
#include "plan/file/write.hpp"

namespace {

// Not assert: it has to hold in every build.
auto require(bool ok) -> void {
  if (!ok) std::abort();
}

}  // namespace

/// A saved plan may come from anywhere. What is read as one is written and read again without a change, but for the
/// places of findings.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const pinwright::source::SourceMap sources;
  const auto plan = pinwright::plan::from_json(text);
  if (!plan.ok()) {
    require(!plan.error().message.empty());
    return 0;
  }
  const auto written = pinwright::plan::to_json(plan.value(), sources);
  const auto again = pinwright::plan::from_json(written);
  require(again.ok());
  require(pinwright::plan::to_json(again.value(), sources) == written);
  return 0;
}
