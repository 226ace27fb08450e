#include "sandbox/certificate.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <array>

namespace pinwright::sandbox {

namespace {

auto hash(const X509* certificate, const EVP_MD* algorithm) -> std::string {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
  if (X509_digest(certificate, algorithm, bytes.data(), &size) != 1) return {};
  return {reinterpret_cast<const char*>(bytes.data()), size};
}

}  // namespace

auto Certificate::from_der(std::string_view bytes) -> std::optional<Certificate> {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  auto* certificate = d2i_X509(nullptr, &data, static_cast<long>(bytes.size()));
  ERR_clear_error();
  if (certificate == nullptr) return std::nullopt;
  return Certificate(certificate);
}

auto Certificate::from_pem(const std::string& text) -> std::optional<Certificate> {
  BIO* memory = BIO_new_mem_buf(text.data(), static_cast<int>(text.size()));
  auto* certificate = PEM_read_bio_X509(memory, nullptr, nullptr, nullptr);
  BIO_free(memory);
  ERR_clear_error();
  if (certificate == nullptr) return std::nullopt;
  return Certificate(certificate);
}

auto Certificate::sha256() const -> std::string { return hash(certificate_.get(), EVP_sha256()); }
auto Certificate::sha1() const -> std::string { return hash(certificate_.get(), EVP_sha1()); }

auto Certificate::verifies(std::string_view algorithm, std::string_view text, std::string_view signature) const
    -> bool {
  if (algorithm != "RS256" && algorithm != "PS256") return false;
  EVP_PKEY* key = X509_get0_pubkey(certificate_.get());
  if (key == nullptr || EVP_PKEY_base_id(key) != EVP_PKEY_RSA) return false;
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_PKEY_CTX* options = nullptr;
  bool good = EVP_DigestVerifyInit(context, &options, EVP_sha256(), nullptr, key) == 1;
  if (good && algorithm == "PS256") {
    good = EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) == 1;
  }
  good = good && EVP_DigestVerify(context, reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                                  reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
  EVP_MD_CTX_free(context);
  ERR_clear_error();
  return good;
}

}  // namespace pinwright::sandbox
