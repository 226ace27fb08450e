#include "graph/guid.hpp"

#include <fmt/format.h>

namespace pinwright::graph {

auto fresh_guid(const base::Random& random) -> std::string {
  const auto high = (random() & 0xFFFF'FFFF'FFFF'0FFFU) | 0x4000U;
  const auto low = (random() & 0x3FFF'FFFF'FFFF'FFFFU) | 0x8000'0000'0000'0000U;
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32U, (high >> 16U) & 0xFFFFU, high & 0xFFFFU,
                     low >> 48U, low & 0xFFFF'FFFF'FFFFU);
}

}  // namespace pinwright::graph
