#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "graph/auth/sign_in.hpp"
#include "graph/token_source.hpp"

namespace pinwright::graph::auth {

// Each asks for one token. What is not configured is an Error before anything is sent.
[[nodiscard]] auto sign_in_with_secret(const SignIn& sign_in) -> base::Result<AccessToken>;
[[nodiscard]] auto sign_in_with_certificate(const SignIn& sign_in) -> base::Result<AccessToken>;
[[nodiscard]] auto sign_in_with_federated_token(const SignIn& sign_in) -> base::Result<AccessToken>;
[[nodiscard]] auto sign_in_with_managed_identity(const SignIn& sign_in) -> base::Result<AccessToken>;
[[nodiscard]] auto sign_in_with_azure_cli(const SignIn& sign_in) -> base::Result<AccessToken>;
[[nodiscard]] auto sign_in_with_device_code(const SignIn& sign_in) -> base::Result<AccessToken>;

/// A way to sign in.
struct Method {
  model::AuthMethod method{};
  std::string_view sdk_name;  ///< in AZURE_TOKEN_CREDENTIALS; empty: never tried unasked
  std::string_view group;     ///< in AZURE_TOKEN_CREDENTIALS: prod (deployed services) or dev (tools of developers)
  auto(*ask)(const SignIn&) -> base::Result<AccessToken> = nullptr;
};

/// All, in the order in which DefaultAzureCredential tries them.
[[nodiscard]] auto methods() -> std::span<const Method>;

/// The ways that a tenant without `auth.method` has: all with an sdk_name, or those that AZURE_TOKEN_CREDENTIALS leaves
/// (`prod`, `dev`, or one name; any letter case). An Error when it says anything else.
[[nodiscard]] auto methods_unasked(const SignIn& sign_in) -> base::Result<std::vector<const Method*>>;

}  // namespace pinwright::graph::auth
