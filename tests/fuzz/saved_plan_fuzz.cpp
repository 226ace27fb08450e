#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/require.hpp"
#include "plan/file/compare.hpp"
#include "plan/file/saved_plan.hpp"

/// A saved plan may come from anywhere. What is read as one is written and read again without a change, and is told
/// apart from nothing but itself.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  using namespace pinwright;
  const auto plan = plan::read_saved_plan(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!plan.ok()) {
    require(!plan.error().message.empty());
    return 0;
  }
  const auto written = plan::to_json(plan.value());
  const auto again = plan::read_saved_plan(written);
  require(again.ok());
  require(plan::to_json(again.value()) == written);
  for (std::size_t i = 0; i < plan.value().tenants.size(); ++i)
    require(plan::differences(plan.value().tenants[i], again.value().tenants[i]).empty());
  return 0;
}
