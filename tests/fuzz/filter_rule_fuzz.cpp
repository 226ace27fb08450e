#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/check_rule.hpp"
#include "grammar/filter_rule.hpp"

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_rule(text, pinwright::grammar::parse_filter_rule(text));
  return 0;
}
