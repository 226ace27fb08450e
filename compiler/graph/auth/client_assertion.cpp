#include "graph/auth/client_assertion.hpp"

#include <fmt/format.h>
#include <openssl/rsa.h>

#include <nlohmann/json.hpp>

#include "base/base64.hpp"
#include "base/json_line.hpp"
#include "base/sha256.hpp"

namespace pinwright::graph::auth {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kGoodFor = 600;

auto header_of(const KeyAndCertificate& signer, const Statement& statement) -> Json {
  Json header{{"alg", "PS256"}, {"typ", "JWT"}};
  header["x5t#S256"] = base::base64url_encode(base::sha256(der_of(*signer.chain.front())));
  if (!statement.sends_chain) return header;
  for (const auto& certificate : signer.chain) header["x5c"].push_back(base::base64_encode(der_of(*certificate)));
  return header;
}

auto claims_of(const Statement& statement) -> Json {
  return Json{{"aud", statement.audience},      {"iss", statement.client_id},
              {"sub", statement.client_id},     {"jti", statement.id},
              {"nbf", statement.now},           {"iat", statement.now},
              {"exp", statement.now + kGoodFor}};
}

/// RSASSA-PSS with SHA-256 and a salt of the digest's length: RFC 7518, section 3.5.
auto sign(EVP_PKEY* key, std::string_view text) -> std::string {
  const OpenSsl<EVP_MD_CTX> context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t size = 0;
  const bool ready = EVP_DigestSignInit(context.get(), &parameters, EVP_sha256(), nullptr, key) == 1 &&
                     EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
                     EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) == 1 &&
                     EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size()) == 1;
  if (!ready) return {};
  std::string signature(size, '\0');
  auto* out = reinterpret_cast<unsigned char*>(signature.data());
  if (EVP_DigestSign(context.get(), out, &size, bytes, text.size()) != 1) return {};
  signature.resize(size);
  return signature;
}

}  // namespace

auto client_assertion(const KeyAndCertificate& signer, const Statement& statement) -> base::Result<std::string> {
  const auto text = base::base64url_encode(base::json_line(header_of(signer, statement))) + '.' +
                    base::base64url_encode(base::json_line(claims_of(statement)));
  const auto signature = sign(signer.key.get(), text);
  if (signature.empty())
    return base::Error{"the certificate's key does not sign", "use an RSA key of 2048 bits or more"};
  return text + '.' + base::base64url_encode(signature);
}

}  // namespace pinwright::graph::auth
