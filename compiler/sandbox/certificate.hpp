#pragma once

#include <openssl/x509.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace pinwright::sandbox {

/// An X.509 certificate, for checking what its key has signed. Its chain and its dates are not looked at.
class Certificate {
 public:
  [[nodiscard]] static auto from_der(std::string_view bytes) -> std::optional<Certificate>;
  [[nodiscard]] static auto from_pem(const std::string& text) -> std::optional<Certificate>;

  /// Bytes of the hash of the DER form: the thumbprints `x5t#S256` and `x5t`.
  [[nodiscard]] auto sha256() const -> std::string;
  [[nodiscard]] auto sha1() const -> std::string;

  /// RS256 (PKCS #1 v1.5) or PS256 (PSS, salt as long as the hash); any other `algorithm` verifies nothing.
  [[nodiscard]] auto verifies(std::string_view algorithm, std::string_view text, std::string_view signature) const
      -> bool;

 private:
  struct Free {
    auto operator()(X509* certificate) const -> void { X509_free(certificate); }
  };
  explicit Certificate(X509* certificate) : certificate_(certificate) {}
  std::unique_ptr<X509, Free> certificate_;
};

}  // namespace pinwright::sandbox
