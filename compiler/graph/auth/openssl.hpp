#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <memory>
#include <string_view>

namespace pinwright::graph::auth {

struct OpenSslFree {
  auto operator()(BIO* bio) const -> void { BIO_free_all(bio); }
  auto operator()(EVP_PKEY* key) const -> void { EVP_PKEY_free(key); }
  auto operator()(EVP_MD_CTX* context) const -> void { EVP_MD_CTX_free(context); }
  auto operator()(X509* certificate) const -> void { X509_free(certificate); }
  auto operator()(STACK_OF(X509) * certificates) const -> void { sk_X509_pop_free(certificates, X509_free); }
  auto operator()(PKCS12* bag) const -> void { PKCS12_free(bag); }
};
template <class T>
using OpenSsl = std::unique_ptr<T, OpenSslFree>;

/// Reads from `bytes`, which must outlive it.
[[nodiscard]] inline auto reader_of(std::string_view bytes) -> OpenSsl<BIO> {
  return OpenSsl<BIO>(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

}  // namespace pinwright::graph::auth
