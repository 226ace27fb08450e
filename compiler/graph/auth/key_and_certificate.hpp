#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "graph/auth/openssl.hpp"

namespace pinwright::graph::auth {

/// An RSA key and its certificate.
struct KeyAndCertificate {
  OpenSsl<EVP_PKEY> key;
  std::vector<OpenSsl<X509>> chain;  ///< the key's own first, then each one's issuer as far as the file has them
};

/// Reads PEM (a key and certificates in any order) or PFX. `name` is what messages call the file, `password` may be
/// empty. An Error when there is no key, it is no RSA key, the password does not open it, or no certificate fits it.
[[nodiscard]] auto read_key_and_certificate(std::string_view bytes, const std::string& password, std::string_view name)
    -> base::Result<KeyAndCertificate>;

/// The certificate's DER encoding.
[[nodiscard]] auto der_of(const X509& certificate) -> std::string;

}  // namespace pinwright::graph::auth
