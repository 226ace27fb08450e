#include "graph/auth/key_and_certificate.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <utility>

namespace pinwright::graph::auth {

namespace {

using Certificates = std::vector<OpenSsl<X509>>;

constexpr std::string_view kHowToPassword =
    "put its password into the variable that `auth.certificatePasswordEnv` names, or AZURE_CLIENT_CERTIFICATE_PASSWORD";

struct Contents {
  OpenSsl<EVP_PKEY> key;
  Certificates certificates;
};

/// Without it OpenSSL would ask at the terminal.
auto give_password(char* out, int size, int, void* user) -> int {
  const auto& password = *static_cast<const std::string*>(user);
  if (password.empty() || password.size() > static_cast<std::size_t>(size)) return -1;
  std::copy(password.begin(), password.end(), out);
  return static_cast<int>(password.size());
}

auto read_pem(std::string_view bytes, std::string password, std::string_view name) -> base::Result<Contents> {
  Contents contents;
  const auto keys = reader_of(bytes);
  contents.key.reset(PEM_read_bio_PrivateKey(keys.get(), nullptr, give_password, &password));
  if (!contents.key && bytes.find("ENCRYPTED") != std::string_view::npos) {
    return base::Error{fmt::format("the key in `{}` is encrypted, and {}", name,
                                   password.empty() ? "no password is set" : "the password does not open it"),
                       std::string(kHowToPassword)};
  }
  const auto others = reader_of(bytes);
  while (auto* certificate = PEM_read_bio_X509(others.get(), nullptr, give_password, &password)) {
    contents.certificates.emplace_back(certificate);
  }
  return contents;
}

auto read_pfx(std::string_view bytes, const std::string& password, std::string_view name) -> base::Result<Contents> {
  const auto reader = reader_of(bytes);
  const OpenSsl<PKCS12> bag(d2i_PKCS12_bio(reader.get(), nullptr));
  if (!bag) return base::Error{fmt::format("`{}` is neither PEM nor PFX", name), ""};
  const bool is_opened = PKCS12_verify_mac(bag.get(), password.c_str(), static_cast<int>(password.size())) == 1 ||
                         (password.empty() && PKCS12_verify_mac(bag.get(), nullptr, 0) == 1);
  if (!is_opened) {
    return base::Error{
        fmt::format("{} `{}`", password.empty() ? "a password is needed for" : "the password does not open", name),
        std::string(kHowToPassword)};
  }
  EVP_PKEY* key = nullptr;
  X509* certificate = nullptr;
  STACK_OF(X509)* others = nullptr;
  if (PKCS12_parse(bag.get(), password.c_str(), &key, &certificate, &others) != 1) {
    return base::Error{fmt::format("`{}` is encrypted in a way that OpenSSL reads no more", name),
                       "export it again with AES, or convert it: `openssl pkcs12 -legacy -in FILE -out FILE.pem`"};
  }
  Contents contents;
  contents.key.reset(key);
  if (certificate != nullptr) contents.certificates.emplace_back(certificate);
  const OpenSsl<STACK_OF(X509)> rest(others);
  while (rest && sk_X509_num(rest.get()) > 0) contents.certificates.emplace_back(sk_X509_shift(rest.get()));
  return contents;
}

/// Moves the first certificate that `is_it` says yes to behind `chain`.
template <class Predicate>
auto take(Certificates& from, Certificates& chain, Predicate is_it) -> bool {
  const auto found = std::find_if(from.begin(), from.end(), [&](const auto& one) { return is_it(one.get()); });
  if (found == from.end()) return false;
  chain.push_back(std::move(*found));
  from.erase(found);
  return true;
}

auto put_in_order(Contents contents, std::string_view name) -> base::Result<KeyAndCertificate> {
  KeyAndCertificate out{std::move(contents.key), {}};
  const auto is_ours = [&](X509* one) { return X509_check_private_key(one, out.key.get()) == 1; };
  if (!take(contents.certificates, out.chain, is_ours)) {
    return base::Error{fmt::format("`{}` holds no certificate that belongs to its key", name),
                       "put both into the file: the certificate and its private key"};
  }
  const auto is_issuer = [&](X509* one) { return X509_check_issued(one, out.chain.back().get()) == X509_V_OK; };
  while (take(contents.certificates, out.chain, is_issuer)) {
  }
  return out;
}

auto read(std::string_view bytes, const std::string& password, std::string_view name)
    -> base::Result<KeyAndCertificate> {
  const bool is_pem = bytes.find("-----BEGIN ") != std::string_view::npos;
  auto contents = is_pem ? read_pem(bytes, password, name) : read_pfx(bytes, password, name);
  if (!contents.ok()) return contents.error();
  if (!contents.value().key) {
    return base::Error{fmt::format("`{}` holds no private key", name),
                       "put both into the file: the certificate and its private key"};
  }
  if (EVP_PKEY_get_base_id(contents.value().key.get()) != EVP_PKEY_RSA) {
    return base::Error{fmt::format("the key in `{}` is no RSA key", name), "Microsoft Entra takes RSA keys only"};
  }
  return put_in_order(std::move(contents).value(), name);
}

}  // namespace

auto read_key_and_certificate(std::string_view bytes, const std::string& password, std::string_view name)
    -> base::Result<KeyAndCertificate> {
  auto out = read(bytes, password, name);
  ERR_clear_error();  // what was tried and did not fit is still in the thread's queue
  return out;
}

auto der_of(const X509& certificate) -> std::string {
  unsigned char* bytes = nullptr;
  const auto size = i2d_X509(&certificate, &bytes);
  if (size < 0) return {};
  const std::unique_ptr<unsigned char, void (*)(unsigned char*)> owner(bytes, [](auto* p) { OPENSSL_free(p); });
  return {bytes, bytes + size};
}

}  // namespace pinwright::graph::auth
