#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "sandbox/certificate.hpp"
#include "sandbox/error.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/jwt.hpp"
#include "sandbox/sign_in.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kAssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr std::string_view kExchangeAudience = "api://AzureADTokenExchange";

auto invalid_client(int number, std::string_view message) -> std::optional<Reply> {
  return sign_in_error(401, "invalid_client", number, message);
}

/// An assertion with its two JSON objects.
struct Assertion {
  Jwt jwt;
  json header;
  json claims;
};

auto parse_assertion(std::string_view text) -> std::optional<Assertion> {
  auto jwt = parse_jwt(text);
  if (!jwt) return std::nullopt;
  auto header = parse_json(jwt->header);
  auto claims = parse_json(jwt->payload);
  if (!header || !claims || !header->is_object() || !claims->is_object()) return std::nullopt;
  return Assertion{*std::move(jwt), *std::move(header), *std::move(claims)};
}

auto number_of(const json& claims, std::string_view name) -> std::int64_t {
  const auto found = claims.find(name);
  return found != claims.end() && found->is_number() ? found->get<std::int64_t>() : 0;
}

auto time_error(const json& claims, std::int64_t now) -> std::optional<Reply> {
  constexpr std::int64_t kSkew = 300;
  if (number_of(claims, "exp") > now - kSkew && number_of(claims, "nbf") <= now + kSkew) return std::nullopt;
  return invalid_client(700024, "Client assertion is not within its valid time range.");
}

/// The certificate that the assertion brings or the seed holds.
auto certificate_of(const Client& client, const json& header) -> std::optional<Certificate> {
  if (!client.certificate.empty()) return Certificate::from_pem(client.certificate);
  const auto chain = header.find("x5c");
  if (chain == header.end() || !chain->is_array() || chain->empty() || !chain->front().is_string()) return std::nullopt;
  const auto der = base::base64_decode(chain->front().get_ref<const std::string&>());
  return der ? Certificate::from_der(*der) : std::nullopt;
}

auto names_certificate(const json& header, const Certificate& certificate) -> bool {
  const auto long_print = text_of(header, "x5t#S256");
  const auto short_print = text_of(header, "x5t");
  return (long_print.empty() || base64url_decode(long_print) == certificate.sha256()) &&
         (short_print.empty() || base64url_decode(short_print) == certificate.sha1());
}

auto signature_error(const Client& client, const Assertion& assertion) -> std::optional<Reply> {
  const auto print = base64url_decode(text_of(assertion.header, "x5t#S256")).value_or("");
  const auto not_registered = [&] {
    return invalid_client(
        700027, "The certificate with identifier used to sign the client assertion is not registered on application.");
  };
  const auto certificate = certificate_of(client, assertion.header);
  if (!certificate) {
    // Nothing to check the signature with: the name of the certificate has to do.
    const bool known = client.accepts_all || (!client.thumbprint.empty() && base::hex(print) == client.thumbprint);
    return known ? std::nullopt : not_registered();
  }
  if (!client.thumbprint.empty() && base::hex(certificate->sha256()) != client.thumbprint) return not_registered();
  if (!client.accepts_all && client.thumbprint.empty() && client.certificate.empty()) return not_registered();
  if (!names_certificate(assertion.header, *certificate)) return not_registered();
  if (!certificate->verifies(text_of(assertion.header, "alg"), assertion.jwt.signed_part, assertion.jwt.signature)) {
    return invalid_client(700027, "Client assertion failed signature validation.");
  }
  return std::nullopt;
}

auto own_assertion_error(const Client& client, const Assertion& assertion, const std::vector<std::string>& endpoints)
    -> std::optional<Reply> {
  const auto audience = text_of(assertion.claims, "aud");
  const bool addressed = std::any_of(endpoints.begin(), endpoints.end(), [&](const std::string& endpoint) {
    return base::equal_folded(endpoint, audience);
  });
  if (!addressed) {
    return invalid_client(700023,
                          fmt::format("Client assertion audience claim does not match Realm issuer: '{}'.", audience));
  }
  return signature_error(client, assertion);
}

/// The signature of a foreign issuer cannot be checked here: the three claims have to do.
auto federated_error(const Client& client, const json& claims) -> std::optional<Reply> {
  const auto issuer = text_of(claims, "iss");
  const auto subject = text_of(claims, "sub");
  const auto audience = text_of(claims, "aud");
  if (client.accepts_all) {
    if (audience.starts_with(kExchangeAudience)) return std::nullopt;
    return invalid_client(
        700212,
        fmt::format("No matching federated identity record found for presented assertion audience '{}'.", audience));
  }
  int number = 700211;
  for (const auto& credential : client.federated) {
    if (credential.issuer != issuer) continue;
    number = std::max(number, 700213);
    if (credential.subject != subject) continue;
    number = 700212;
    if (credential.audience == audience) return std::nullopt;
  }
  const auto [what, value] = number == 700211   ? std::pair("issuer", issuer)
                             : number == 700213 ? std::pair("subject", subject)
                                                : std::pair("audience", audience);
  return invalid_client(
      number, fmt::format("No matching federated identity record found for presented assertion {} '{}'.", what, value));
}

auto assertion_error(const Client& client, std::string_view text, const std::vector<std::string>& endpoints,
                     std::int64_t now) -> std::optional<Reply> {
  const auto assertion = parse_assertion(text);
  if (!assertion) return invalid_client(50027, "JWT token is invalid or malformed.");
  if (auto error = time_error(assertion->claims, now)) return error;
  const bool own = base::equal_folded(text_of(assertion->claims, "iss"), client.id);
  if (!own) return federated_error(client, assertion->claims);
  if (!base::equal_folded(text_of(assertion->claims, "sub"), client.id)) {
    return invalid_client(700021, "Client assertion application identifier doesn't match 'client_id' parameter.");
  }
  return own_assertion_error(client, *assertion, endpoints);
}

}  // namespace

auto find_client(Store& store, std::string_view id) -> std::optional<Client> {
  std::optional<std::string> text;
  {
    Store::Transaction transaction(store);
    text = transaction.client(id);
    if (!text && transaction.has_clients()) return std::nullopt;
  }
  Client client;
  client.id = base::folded(id);
  if (!text) {
    client.roles = all_permissions();
    client.accepts_all = true;
    return client;
  }
  const auto stored = parse_stored(*text);
  client.secret = text_of(stored, "secret");
  client.thumbprint = base::folded(text_of(stored, "certificateThumbprint"));
  client.certificate = text_of(stored, "certificate");
  const auto roles = stored.find("roles");
  client.roles = roles == stored.end() ? all_permissions() : roles->get<std::vector<std::string>>();
  for (const auto& one : stored.value("federated", json::array())) {
    client.federated.push_back(
        {text_of(one, "issuer"), text_of(one, "subject"), one.value("audience", std::string(kExchangeAudience))});
  }
  const auto device = stored.value("deviceCode", json::object());
  client.pending_polls = device.value("pending", 1);
  client.outcome = device.value("outcome", "approved");
  return client;
}

auto credential_error(const Client& client, const Pairs& form, const std::vector<std::string>& endpoints,
                      std::int64_t now) -> std::optional<Reply> {
  const auto secret = value_of(form, "client_secret");
  const auto assertion = value_of(form, "client_assertion");
  if (!assertion.empty()) {
    if (value_of(form, "client_assertion_type") != kAssertionType) {
      return invalid_client(50012, "The client assertion type is not supported.");
    }
    return assertion_error(client, assertion, endpoints, now);
  }
  if (secret.empty()) {
    return invalid_client(7000216,
                          "'client_assertion' or 'client_secret' is required for the 'client_credentials' grant type.");
  }
  if (client.accepts_all || (!client.secret.empty() && client.secret == secret)) return std::nullopt;
  return invalid_client(7000215,
                        "Invalid client secret provided. Ensure the secret being sent in the request is the client "
                        "secret value, not the client secret ID.");
}

}  // namespace pinwright::sandbox
