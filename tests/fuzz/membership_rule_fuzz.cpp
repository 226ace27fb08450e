#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "grammar/membership_rule.hpp"

namespace {

// Not assert: it has to hold in every build.
auto require(bool ok) -> void {
  if (!ok) std::abort();
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto result = pinwright::grammar::parse_membership_rule(text);
  if (const auto* error = std::get_if<pinwright::grammar::SyntaxError>(&result)) {
    require(error->begin <= error->end && error->end <= size);
    require(error->begin < error->end || error->begin == size);
    require(!error->message.empty());
    return 0;
  }
  for (const auto& comparison : std::get<pinwright::grammar::Rule>(result).comparisons) {
    require(comparison.place.begin < comparison.place.end && comparison.place.end <= size);
    require(comparison.property_place.end <= comparison.op_place.begin);
    for (const auto& value : comparison.values) require(value.place.end <= comparison.place.end);
  }
  return 0;
}
