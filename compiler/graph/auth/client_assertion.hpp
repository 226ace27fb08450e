#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/world.hpp"
#include "graph/auth/key_and_certificate.hpp"

namespace pinwright::graph::auth {

/// What an application states of itself, signed with its certificate (entra, identity-platform
/// certificate-credentials).
struct Statement {
  std::string client_id;
  std::string audience;      ///< the token endpoint
  std::string id;            ///< of this one statement: a fresh GUID
  std::int64_t now = 0;      ///< good from here for ten minutes
  bool sends_chain = false;  ///< x5c: for applications that trust a subject and issuer instead of one certificate
};

/// A JSON Web Token, signed PS256. An Error when OpenSSL does not sign.
[[nodiscard]] auto client_assertion(const KeyAndCertificate& signer, const Statement& statement)
    -> base::Result<std::string>;

}  // namespace pinwright::graph::auth
