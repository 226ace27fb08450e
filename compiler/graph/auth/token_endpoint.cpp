#include "graph/auth/token_endpoint.hpp"

#include <fmt/format.h>

#include "graph/auth/answer.hpp"
#include "graph/auth/exchange.hpp"
#include "graph/url.hpp"

namespace pinwright::graph::auth {

auto form_post(std::string url, const Form& form) -> Request {
  Request request{.method = "POST", .url = std::move(url), .headers = {}, .body = {}};
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
  for (const auto& [name, value] : form) {
    request.body += fmt::format("{}{}={}", request.body.empty() ? "" : "&", name, percent_encoded(value));
  }
  return request;
}

auto secrets_of(const Form& form) -> std::vector<std::string> {
  std::vector<std::string> secrets;
  for (const auto& [name, value] : form) {
    if (name == "client_secret" || name == "client_assertion" || name == "device_code") secrets.push_back(value);
  }
  return secrets;
}

auto endpoint(const SignIn& sign_in, std::string_view what) -> std::string {
  return fmt::format("{}/{}/oauth2/v2.0/{}", sign_in.login, percent_encoded(sign_in.tenant_id), what);
}

auto ask_as_application(const SignIn& sign_in, const std::string& client_id, const Proof& proof)
    -> base::Result<AccessToken> {
  Form form{{"client_id", client_id}, {"scope", sign_in.scope()}};
  switch (proof.kind) {
    case Proof::Kind::Secret:
      form.emplace_back("client_secret", proof.value);
      break;
    case Proof::Kind::Assertion:
      form.emplace_back("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
      form.emplace_back("client_assertion", proof.value);
      break;
  }
  form.emplace_back("grant_type", "client_credentials");
  const auto asked_at = sign_in.world.clock();
  const auto answer = exchange(sign_in, form_post(endpoint(sign_in, "token"), form), Peer::Service);
  if (!answer.ok()) return answer.error();
  if (answer.value().status != 200) return refusal(answer.value(), "the sign-in service", secrets_of(form));
  return read_token(answer.value().body, "access_token", asked_at);
}

}  // namespace pinwright::graph::auth
