#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/auth/sign_in.hpp"
#include "graph/token_source.hpp"

namespace pinwright::graph::auth {

/// Fields of a form, unencoded, in the order in which they are sent.
using Form = std::vector<std::pair<std::string_view, std::string>>;

/// A POST of application/x-www-form-urlencoded.
[[nodiscard]] auto form_post(std::string url, const Form& form) -> Request;
/// The values of a form that nobody may see.
[[nodiscard]] auto secrets_of(const Form& form) -> std::vector<std::string>;

/// "https://login.microsoftonline.com/3f2b…/oauth2/v2.0/token"; `what` is `token` or `devicecode`.
[[nodiscard]] auto endpoint(const SignIn& sign_in, std::string_view what) -> std::string;

/// What an application proves itself with: client_secret, or client_assertion.
struct Proof {
  enum class Kind : std::uint8_t { Secret, Assertion } kind = Kind::Secret;
  std::string value;
};
/// OAuth 2.0 client credentials at the tenant's token endpoint.
[[nodiscard]] auto ask_as_application(const SignIn& sign_in, const std::string& client_id, const Proof& proof)
    -> base::Result<AccessToken>;

}  // namespace pinwright::graph::auth
