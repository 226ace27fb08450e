#pragma once

#include <string>

#include "graph/auth/sign_in.hpp"

/// Tokens that a CI service issues to its jobs, with the audience that this tenant's cloud asks for.
namespace pinwright::graph::auth {

/// GitHub Actions (github/docs, actions/reference/security/oidc).
[[nodiscard]] auto github_token(const SignIn& sign_in) -> base::Result<std::string>;

/// Azure Pipelines: the issuer and the audience are those of the service connection.
[[nodiscard]] auto azure_devops_token(const SignIn& sign_in, const std::string& service_connection)
    -> base::Result<std::string>;

}  // namespace pinwright::graph::auth
