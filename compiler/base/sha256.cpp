#include "base/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <cassert>
#include <cstdint>

namespace pinwright::base {

namespace {

auto digest_of(std::string_view bytes, const EVP_MD* algorithm) -> std::string {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  [[maybe_unused]] const int done = EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr);
  assert(done == 1 && size == static_cast<unsigned int>(EVP_MD_get_size(algorithm)));
  return {digest.begin(), digest.begin() + size};
}

}  // namespace

auto sha256(std::string_view bytes) -> std::string { return digest_of(bytes, EVP_sha256()); }
auto sha1(std::string_view bytes) -> std::string { return digest_of(bytes, EVP_sha1()); }

auto hex(std::string_view bytes) -> std::string {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

auto base32(std::string_view bytes) -> std::string {
  constexpr std::string_view kDigits = "abcdefghijklmnopqrstuvwxyz234567";
  std::string text;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8U) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) text += kDigits[(buffer >> (bits - 5)) & 31U];
    buffer &= (1U << bits) - 1;
  }
  if (bits > 0) text += kDigits[(buffer << (5 - bits)) & 31U];
  return text;
}

}  // namespace pinwright::base
