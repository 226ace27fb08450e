#include "graph/auth/metadata.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "graph/auth/answer.hpp"
#include "graph/auth/exchange.hpp"
#include "graph/clouds.hpp"
#include "graph/url.hpp"

namespace pinwright::graph::auth {

namespace {

/// No platform waits longer for its own service, and elsewhere nobody is there.
constexpr std::chrono::seconds kConnectTimeout{2};

/// These services speak plain http, and what goes over it is enough to act as the identity: the header that App Service
/// gives to its processes, the token that comes back. So http is accepted only where the bytes stay on this machine or
/// its host: loopback addresses (containers, Arc), and 169.254.0.0/16 written as a number, which no router forwards
/// (the metadata service, App Service's sandbox). A name is not accepted, since whoever answers for it decides where it
/// leads. This holds for the addresses in variables too: they are set by the platform, and a wrong one is no reason to
/// send a secret over a network in clear. Any other address has to be https.
auto is_acceptable(std::string_view url) -> bool {
  if (is_https_or_loopback(url)) return true;
  const bool has_user = url.find('@') != std::string_view::npos;
  return !has_user && base::starts_with_folded(url, "http://") && is_link_local(host_of(url));
}

auto send(const SignIn& sign_in, const MetadataRequest& asked) -> base::Result<Response> {
  if (!is_acceptable(asked.url)) {
    return base::Error{fmt::format("`{}` is no https address, and not one of this machine", asked.variable),
                       "http is accepted for loopback and link-local addresses (169.254.0.0/16) only"};
  }
  auto request = asked.form.empty() ? Request() : form_post({}, asked.form);
  request.url = asked.url;
  for (const auto& [name, value] : asked.query) {
    const char separator = request.url.find('?') == std::string::npos ? '?' : '&';
    request.url += fmt::format("{}{}={}", separator, name, percent_encoded(value));
  }
  request.headers.insert(request.headers.end(), asked.headers.begin(), asked.headers.end());
  request.connect_timeout = kConnectTimeout;
  auto answer = exchange(sign_in, std::move(request), Peer::Metadata);
  if (answer.ok() || answer.error().kind != base::ErrorKind::Unreachable) return answer;
  return base::Error{fmt::format("{} cannot be reached", asked.service),
                     "a managed identity exists only on machines and services of Azure to which one is assigned"};
}

auto token_of(const Response& response, const MetadataRequest& asked, std::int64_t asked_at)
    -> base::Result<AccessToken> {
  if (response.status != 200) return refusal(response, asked.service, asked.secrets);
  return read_token(response.body, "access_token", asked_at);
}

/// The path in `Basic realm=<path>`, if it is one that Arc's agent uses: whoever answers on the port must not choose
/// which file is sent to it.
auto key_file(const Response& response) -> std::string {
  constexpr std::string_view kScheme = "Basic realm=";
  constexpr std::string_view kFolder = "/var/opt/azcmagent/tokens/";
  const auto challenge = base::trimmed(response.header("WWW-Authenticate"));
  if (!base::starts_with_folded(challenge, kScheme)) return {};
  const auto path = challenge.substr(kScheme.size());
  if (!path.starts_with(kFolder) || !path.ends_with(".key")) return {};
  return path.find('/', kFolder.size()) == std::string_view::npos ? std::string(path) : std::string();
}

}  // namespace

auto ask_metadata(const SignIn& sign_in, const MetadataRequest& request) -> base::Result<AccessToken> {
  const auto asked_at = sign_in.world.clock();
  const auto answer = send(sign_in, request);
  if (!answer.ok()) return answer.error();
  return token_of(answer.value(), request, asked_at);
}

auto ask_arc(const SignIn& sign_in, MetadataRequest request) -> base::Result<AccessToken> {
  constexpr std::size_t kLongestKey = 4096;
  const auto challenge = send(sign_in, request);
  if (!challenge.ok()) return challenge.error();
  if (challenge.value().status != 401) return token_of(challenge.value(), request, sign_in.world.clock());
  const auto path = key_file(challenge.value());
  if (path.empty()) return base::Error{"the challenge of Azure Arc names no key file of its agent", ""};
  const auto key = sign_in.world.files.read(path, kLongestKey);
  if (!key.ok()) {
    return base::Error{key.error().message, "the user of this process has to be a member of the group `himds`"};
  }
  request.headers.emplace_back("Authorization", "Basic " + key.value());
  request.secrets = {key.value()};
  return ask_metadata(sign_in, request);
}

}  // namespace pinwright::graph::auth
