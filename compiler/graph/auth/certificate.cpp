#include <fmt/format.h>

#include "base/text.hpp"
#include "graph/auth/client_assertion.hpp"
#include "graph/auth/methods.hpp"
#include "graph/auth/token_endpoint.hpp"
#include "graph/guid.hpp"

namespace pinwright::graph::auth {

namespace {

constexpr std::size_t kLongest = 1024UL * 1024;

struct NamedFile {
  std::string name;
  std::string bytes;
};

auto read_file(const SignIn& sign_in) -> base::Result<NamedFile> {
  const auto& written = sign_in.auth.certificate_file;
  const auto path =
      written ? base::Result(written->value) : required_variable(sign_in, "AZURE_CLIENT_CERTIFICATE_PATH");
  if (!path.ok()) return path.error();
  const auto bytes = written ? read_workspace_file(sign_in, "certificateFile", path.value(), kLongest)
                             : sign_in.world.files.read(path.value(), kLongest);
  if (!bytes.ok()) return bytes.error();
  return NamedFile{path.value(), bytes.value()};
}

/// A password that `auth` names has to be there; the usual variable may be absent.
auto password_of(const SignIn& sign_in) -> base::Result<std::string> {
  const auto& named = sign_in.auth.certificate_password_env;
  if (named) return required_variable(sign_in, named->value);
  return sign_in.variable("AZURE_CLIENT_CERTIFICATE_PASSWORD").value_or("");
}

auto is_current(const X509* certificate, std::int64_t now) -> bool {
  time_t moment = now;
  return X509_cmp_time(X509_get0_notAfter(certificate), &moment) > 0;
}

auto sends_chain(const SignIn& sign_in) -> bool {
  const auto set = sign_in.variable("AZURE_CLIENT_SEND_CERTIFICATE_CHAIN").value_or("");
  return set == "1" || base::equal_folded(set, "true");
}

}  // namespace

auto sign_in_with_certificate(const SignIn& sign_in) -> base::Result<AccessToken> {
  const auto file = read_file(sign_in);
  if (!file.ok()) return file.error();
  const auto id = client_id(sign_in);
  if (!id.ok()) return id.error();
  const auto password = password_of(sign_in);
  if (!password.ok()) return password.error();
  const auto signer = read_key_and_certificate(file.value().bytes, password.value(), file.value().name);
  if (!signer.ok()) return signer.error();
  const auto now = sign_in.world.clock();
  if (!is_current(signer.value().chain.front().get(), now)) {
    return base::Error{fmt::format("the certificate in `{}` has expired", file.value().name),
                       "make a new one and upload it to the app registration (Certificates & secrets)"};
  }
  auto assertion = client_assertion(signer.value(), {.client_id = id.value(),
                                                     .audience = endpoint(sign_in, "token"),
                                                     .id = fresh_guid(sign_in.world.random),
                                                     .now = now,
                                                     .sends_chain = sends_chain(sign_in)});
  if (!assertion.ok()) return assertion.error();
  return ask_as_application(sign_in, id.value(), {Proof::Kind::Assertion, std::move(assertion).value()});
}

}  // namespace pinwright::graph::auth
