#include "graph/auth/methods.hpp"
#include "graph/auth/token_endpoint.hpp"

namespace pinwright::graph::auth {

auto sign_in_with_secret(const SignIn& sign_in) -> base::Result<AccessToken> {
  const auto& named = sign_in.auth.secret_env;
  auto secret = required_variable(sign_in, named ? std::string_view(named->value) : "AZURE_CLIENT_SECRET");
  if (!secret.ok()) return secret.error();
  const auto id = client_id(sign_in);
  if (!id.ok()) return id.error();
  return ask_as_application(sign_in, id.value(), {Proof::Kind::Secret, std::move(secret).value()});
}

}  // namespace pinwright::graph::auth
