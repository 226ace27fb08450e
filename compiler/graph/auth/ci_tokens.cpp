#include "graph/auth/ci_tokens.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "graph/auth/answer.hpp"
#include "graph/auth/exchange.hpp"
#include "graph/clouds.hpp"
#include "graph/url.hpp"

namespace pinwright::graph::auth {

namespace {

/// Who is asked, and what is sent along.
struct Issuer {
  std::string_view name;
  std::string_view url_variable;
  std::string_view token_variable;
  std::string_view answer_key;
  std::string_view help;  ///< when the issuer refuses
};

constexpr Issuer kGithub{"GitHub Actions", "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "value",
                         "give the job `permissions: {id-token: write, contents: read}`"};
constexpr Issuer kAzureDevOps{"Azure DevOps", "SYSTEM_OIDCREQUESTURI", "SYSTEM_ACCESSTOKEN", "oidcToken",
                              "compare `auth.serviceConnectionId` with the service connection, and let the pipeline "
                              "use it"};

struct Access {
  std::string url;
  std::string token;
};

auto access_of(const SignIn& sign_in, const Issuer& issuer) -> base::Result<Access> {
  const auto url = required_variable(sign_in, issuer.url_variable);
  if (!url.ok()) return url.error();
  if (!is_https_or_loopback(url.value())) {
    return base::Error{fmt::format("`{}` is no https address", issuer.url_variable), ""};
  }
  const auto token = required_variable(sign_in, issuer.token_variable);
  if (!token.ok()) return token.error();
  return Access{url.value(), token.value()};
}

/// `url` with further parameters, whether or not it has some.
auto with_query(const std::string& url, std::string_view query) -> std::string {
  return fmt::format("{}{}{}", url, url.find('?') == std::string::npos ? '?' : '&', query);
}

auto ask(const SignIn& sign_in, const Issuer& issuer, const Request& request, const std::string& secret)
    -> base::Result<std::string> {
  const auto answer = exchange(sign_in, request, Peer::Service);
  if (!answer.ok()) return answer.error();
  if (answer.value().status != 200) {
    auto error = refusal(answer.value(), issuer.name, {secret});
    error.help = issuer.help;
    return error;
  }
  auto token = read_token(answer.value().body, issuer.answer_key, 0);
  if (!token.ok()) return base::Error{fmt::format("the answer of {} holds no token", issuer.name), ""};
  return std::move(token).value().value;
}

}  // namespace

auto github_token(const SignIn& sign_in) -> base::Result<std::string> {
  const auto access = access_of(sign_in, kGithub);
  if (!access.ok()) return access.error();
  Request request;
  request.url = with_query(access.value().url, "audience=" + percent_encoded(sign_in.exchange_audience));
  request.headers = {{"Authorization", "bearer " + access.value().token}, {"Accept", "application/json"}};
  return ask(sign_in, kGithub, request, access.value().token);
}

auto azure_devops_token(const SignIn& sign_in, const std::string& service_connection) -> base::Result<std::string> {
  const auto access = access_of(sign_in, kAzureDevOps);
  if (!access.ok()) {
    auto error = access.error();
    if (sign_in.variable("SYSTEM_OIDCREQUESTURI"))
      error.help = "map it in the step: `env: {SYSTEM_ACCESSTOKEN: $(System.AccessToken)}`";
    return error;
  }
  Request request;
  request.method = "POST";
  request.url =
      with_query(access.value().url, "api-version=7.1&serviceConnectionId=" + percent_encoded(service_connection));
  request.headers = {{"Authorization", "Bearer " + access.value().token},
                     {"Content-Type", "application/json"},
                     {"Accept", "application/json"},
                     // Else a refusal is a redirect to a sign-in page.
                     {"X-TFS-FedAuthRedirect", "Suppress"}};
  return ask(sign_in, kAzureDevOps, request, access.value().token);
}

}  // namespace pinwright::graph::auth
