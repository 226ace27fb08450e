#include "sandbox/guid.hpp"

#include <openssl/rand.h>

#include "base/sha256.hpp"
#include "base/text.hpp"

namespace pinwright::sandbox {

auto random_bytes(std::size_t count) -> std::string {
  std::string bytes(count, '\0');
  RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count));
  return bytes;
}

auto new_guid() -> std::string {
  auto bytes = random_bytes(16);
  bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0FU) | 0x40U);
  bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3FU) | 0x80U);
  auto text = base::hex(bytes);
  for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, "-");
  return text;
}

auto is_guid(std::string_view text) -> bool {
  if (text.size() != 36) return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
    if (dash ? text[at] != '-' : base::hex_value(text[at]) < 0) return false;
  }
  return true;
}

}  // namespace pinwright::sandbox
