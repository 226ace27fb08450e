#include "sandbox/jwt.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/base64.hpp"

namespace pinwright::sandbox {

namespace {

auto hmac_sha256(std::string_view text, std::string_view key) -> std::string {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
       text.size(), bytes.data(), &size);
  return {reinterpret_cast<const char*>(bytes.data()), size};
}

}  // namespace

auto base64url_encode(std::string_view bytes) -> std::string {
  auto text = base::base64_encode(bytes);
  text.erase(text.find_last_not_of('=') + 1);
  for (char& c : text) {
    if (c == '+') c = '-';
    if (c == '/') c = '_';
  }
  return text;
}

auto base64url_decode(std::string_view text) -> std::optional<std::string> {
  std::string standard(text);
  for (char& c : standard) {
    if (c == '+' || c == '/' || c == '=') return std::nullopt;
    if (c == '-') c = '+';
    if (c == '_') c = '/';
  }
  standard.append((4 - standard.size() % 4) % 4, '=');
  return base::base64_decode(standard);
}

auto parse_jwt(std::string_view token) -> std::optional<Jwt> {
  const auto first = token.find('.');
  const auto second = token.find('.', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
  auto header = base64url_decode(token.substr(0, first));
  auto payload = base64url_decode(token.substr(first + 1, second - first - 1));
  auto signature = base64url_decode(token.substr(second + 1));
  if (!header || !payload || !signature) return std::nullopt;
  return Jwt{*std::move(header), *std::move(payload), *std::move(signature), token.substr(0, second)};
}

auto sign_jwt(std::string_view payload, std::string_view key) -> std::string {
  auto text = base64url_encode(R"({"typ":"JWT","alg":"HS256"})") + "." + base64url_encode(payload);
  return text + "." + base64url_encode(hmac_sha256(text, key));
}

auto is_signed_by(const Jwt& token, std::string_view key) -> bool {
  const auto wanted = hmac_sha256(token.signed_part, key);
  return token.signature.size() == wanted.size() &&
         CRYPTO_memcmp(token.signature.data(), wanted.data(), wanted.size()) == 0;
}

}  // namespace pinwright::sandbox
