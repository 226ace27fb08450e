#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "graph/connect.hpp"
#include "graph/transport.hpp"

/// Ways to sign in: each is a function that asks for one token. An Error's message says why there is none, as a clause
/// that stands behind "cannot sign in to …: ", and holds no secret.
namespace pinwright::graph::auth {

/// One tenant's sign-in: what every way needs.
struct SignIn {
  World world;
  Transport& transport;
  std::string tenant_name;
  std::string tenant_id;
  std::string login;              ///< "https://login.microsoftonline.com"
  std::string resource;           ///< what the token is for: "https://graph.microsoft.com"
  std::string exchange_audience;  ///< "api://AzureADTokenExchange"
  model::Auth auth;               ///< empty when the tenant has none
  std::string workspace_root;

  [[nodiscard]] auto scope() const -> std::string { return resource + "/.default"; }
  /// A variable of the environment; an empty one counts as not set.
  [[nodiscard]] auto variable(std::string_view name) const -> std::optional<std::string>;
};

/// An Error when the variable is not set.
[[nodiscard]] auto required_variable(const SignIn& sign_in, std::string_view name) -> base::Result<std::string>;
/// `auth.clientId`, else AZURE_CLIENT_ID.
[[nodiscard]] auto client_id(const SignIn& sign_in) -> base::Result<std::string>;

/// The file that the key `key` of `auth` names: relative to the workspace and inside it, links followed.
[[nodiscard]] auto read_workspace_file(const SignIn& sign_in, std::string_view key, std::string_view path,
                                       std::size_t limit) -> base::Result<std::string>;

}  // namespace pinwright::graph::auth
