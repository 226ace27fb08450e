#include "base/hmac.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cassert>

namespace pinwright::base {

auto hmac_sha256(std::string_view key, std::string_view bytes) -> std::string {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  [[maybe_unused]] const auto* done =
      HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data, bytes.size(), mac.data(), &size);
  assert(done != nullptr && size == 32);
  return {mac.begin(), mac.begin() + size};
}

auto equal_in_constant_time(std::string_view a, std::string_view b) -> bool {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace pinwright::base
