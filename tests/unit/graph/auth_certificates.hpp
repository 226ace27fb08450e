#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <cassert>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Keys, certificates and their files, made with OpenSSL for one run of the tests.
namespace pinwright::graph::test {

using Key = std::shared_ptr<EVP_PKEY>;
using Certificate = std::shared_ptr<X509>;

inline auto rsa_key() -> Key { return {EVP_RSA_gen(2048), EVP_PKEY_free}; }
inline auto ec_key() -> Key { return {EVP_EC_gen("P-256"), EVP_PKEY_free}; }

/// A certificate for `subject`'s key, signed with `issuer_key`; good until `not_after` (seconds since the epoch).
inline auto certify(std::string_view name, const Key& subject, std::string_view issuer, const Key& issuer_key,
                    std::int64_t not_after) -> Certificate {
  Certificate certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  time_t begin = not_after - 86'400;
  time_t end = not_after;
  ASN1_TIME_set(X509_getm_notBefore(certificate.get()), begin);
  ASN1_TIME_set(X509_getm_notAfter(certificate.get()), end);
  X509_set_pubkey(certificate.get(), subject.get());
  const auto set = [](X509_NAME* to, std::string_view common) {
    X509_NAME_add_entry_by_txt(to, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(common.data()),
                               static_cast<int>(common.size()), -1, 0);
  };
  set(X509_get_subject_name(certificate.get()), name);
  set(X509_get_issuer_name(certificate.get()), issuer);
  X509_sign(certificate.get(), issuer_key.get(), EVP_sha256());
  return certificate;
}

/// What `write` writes into a memory BIO.
template <class Write>
auto written(Write write) -> std::string {
  const std::unique_ptr<BIO, int (*)(BIO*)> bio(BIO_new(BIO_s_mem()), BIO_free);
  write(bio.get());
  char* bytes = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

inline auto pem(const Certificate& certificate) -> std::string {
  return written([&](BIO* out) { PEM_write_bio_X509(out, certificate.get()); });
}
/// PKCS #8; encrypted when there is a password.
inline auto pem(const Key& key, std::string password = {}) -> std::string {
  return written([&](BIO* out) {
    PEM_write_bio_PKCS8PrivateKey(out, key.get(), password.empty() ? nullptr : EVP_aes_256_cbc(),
                                  password.empty() ? nullptr : password.data(), static_cast<int>(password.size()),
                                  nullptr, nullptr);
  });
}
inline auto der(const Certificate& certificate) -> std::string {
  return written([&](BIO* out) { i2d_X509_bio(out, certificate.get()); });
}
inline auto pfx(const Key& key, const Certificate& certificate, const std::vector<Certificate>& others,
                const std::string& password) -> std::string {
  STACK_OF(X509)* stack = sk_X509_new_null();
  for (const auto& other : others) sk_X509_push(stack, other.get());
  const std::unique_ptr<PKCS12, void (*)(PKCS12*)> bag(
      PKCS12_create(password.c_str(), nullptr, key.get(), certificate.get(), stack, 0, 0, 0, 0, 0), PKCS12_free);
  sk_X509_free(stack);
  return written([&](BIO* out) { i2d_PKCS12_bio(out, bag.get()); });
}

/// RSASSA-PSS with SHA-256, MGF1 with SHA-256, a salt of 32 bytes: PS256 of RFC 7518, section 3.5.
inline auto is_ps256(const Certificate& certificate, std::string_view text, std::string_view signature) -> bool {
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(X509_get_pubkey(certificate.get()), EVP_PKEY_free);
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_PKEY_CTX* parameters = nullptr;
  EVP_DigestVerifyInit(context.get(), &parameters, EVP_sha256(), nullptr, key.get());
  EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING);
  EVP_PKEY_CTX_set_rsa_mgf1_md(parameters, EVP_sha256());
  EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, 32);
  return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                          reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
}

}  // namespace pinwright::graph::test
