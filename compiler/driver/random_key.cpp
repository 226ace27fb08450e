#include "driver/random_key.hpp"

#include "base/sha256.hpp"

namespace pinwright::driver {

auto random_key(const Env& env) -> std::string {
  std::string bytes;
  for (int i = 0; i < 4; ++i) {
    const auto number = env.random();
    for (unsigned shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(number >> shift & 0xFFU);
  }
  return base::hex(bytes);
}

}  // namespace pinwright::driver
