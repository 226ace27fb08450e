#include <fmt/format.h>

#include "base/text.hpp"
#include "graph/auth/ci_tokens.hpp"
#include "graph/auth/methods.hpp"
#include "graph/auth/token_endpoint.hpp"

namespace pinwright::graph::auth {

namespace {

constexpr std::size_t kLongest = 64UL * 1024;

/// Read each time: the platform replaces the file before its token ends.
auto from_file(base::Result<std::string> bytes, std::string_view name) -> base::Result<std::string> {
  if (!bytes.ok()) return bytes;
  const auto token = base::trimmed(bytes.value());
  if (!token.empty()) return std::string(token);
  return base::Error{fmt::format("`{}` is empty", name), "it has to hold the token of a foreign issuer"};
}

/// What `auth` names comes first, then what the platform offers by itself.
auto foreign_token(const SignIn& sign_in) -> base::Result<std::string> {
  const auto& auth = sign_in.auth;
  if (auth.token_file) {
    const auto& path = auth.token_file->value;
    return from_file(read_workspace_file(sign_in, "tokenFile", path, kLongest), path);
  }
  if (auth.service_connection_id) return azure_devops_token(sign_in, auth.service_connection_id->value);
  if (const auto path = sign_in.variable("AZURE_FEDERATED_TOKEN_FILE")) {
    return from_file(sign_in.world.files.read(*path, kLongest), *path);
  }
  if (sign_in.variable("ACTIONS_ID_TOKEN_REQUEST_URL")) return github_token(sign_in);
  if (sign_in.variable("GITHUB_ACTIONS")) {
    return base::Error{"this job of GitHub Actions may not ask for a token",
                       "give it `permissions: {id-token: write, contents: read}`"};
  }
  if (sign_in.variable("SYSTEM_OIDCREQUESTURI")) {
    return base::Error{"no service connection of Azure DevOps is named",
                       "write its ID into `auth.serviceConnectionId`"};
  }
  return base::Error{"there is no federated token",
                     "name a file in `auth.tokenFile` or AZURE_FEDERATED_TOKEN_FILE, or run in GitHub Actions or Azure "
                     "Pipelines"};
}

}  // namespace

auto sign_in_with_federated_token(const SignIn& sign_in) -> base::Result<AccessToken> {
  const auto id = client_id(sign_in);
  if (!id.ok()) return id.error();
  auto token = foreign_token(sign_in);
  if (!token.ok()) return token.error();
  return ask_as_application(sign_in, id.value(), {Proof::Kind::Assertion, std::move(token).value()});
}

}  // namespace pinwright::graph::auth
