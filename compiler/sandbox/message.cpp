#include "sandbox/message.hpp"

#include "base/text.hpp"

namespace pinwright::sandbox {

auto header_of(const Headers& headers, std::string_view name) -> std::string_view {
  for (const auto& [key, value] : headers) {
    if (base::equal_folded(key, name)) return value;
  }
  return {};
}

}  // namespace pinwright::sandbox
