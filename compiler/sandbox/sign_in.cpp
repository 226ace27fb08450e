#include "sandbox/sign_in.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "sandbox/error.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kDevicePage = "/device";

auto seconds() -> std::int64_t { return now() / kTicksPerSecond; }

auto json_reply(const json& body) -> Reply {
  return {200, to_text(body), "application/json; charset=utf-8", {{"Cache-Control", "no-store"}}, Ending::Answered};
}

auto no_tenant(std::string_view name) -> Reply {
  return sign_in_error(400, "invalid_request", 90002,
                       fmt::format("Tenant '{}' not found. Check to make sure you have the correct tenant ID and are "
                                   "signing into the correct cloud.",
                                   name));
}

auto missing(std::string_view parameter) -> Reply {
  return sign_in_error(400, "invalid_request", 900144,
                       fmt::format("The request body must contain the following parameter: '{}'.", parameter));
}

auto no_client(std::string_view id, std::string_view tenant) -> Reply {
  return sign_in_error(
      400, "unauthorized_client", 700016,
      fmt::format("Application with identifier '{}' was not found in the directory '{}'.", id, tenant));
}

auto is_path(const Url& url, std::initializer_list<std::string_view> rest) -> bool {
  if (url.segments.size() != rest.size() + 1) return false;
  std::size_t at = 1;
  for (const auto name : rest) {
    if (!base::equal_folded(url.segments[at++].name, name)) return false;
  }
  return true;
}

}  // namespace

auto SignIn::answer(const Call& call, const Url& url) -> std::optional<Reply> {
  if (url.segments.empty()) return std::nullopt;
  const auto& tenant = url.segments.front().name;
  if (call.method == "GET") {
    if (is_path(url, {"v2.0", ".well-known", "openid-configuration"})) return open_id_configuration(tenant);
    if (is_path(url, {"discovery", "instance"})) return instance_discovery(url);
    if (is_path(url, {"discovery", "v2.0", "keys"})) return json_reply({{"keys", json::array()}});
    if (url.path == kDevicePage)
      return Reply{
          200, "The sandbox enters the code itself. You can close this page.\n", "text/plain", {}, Ending::Answered};
  }
  if (call.method == "POST") {
    if (is_path(url, {"oauth2", "v2.0", "token"})) return token(call, tenant);
    if (is_path(url, {"oauth2", "v2.0", "devicecode"})) return begin_device_code(call, tenant);
  }
  return std::nullopt;
}

auto SignIn::tenant_id(std::string_view name) -> std::string {
  Store::Transaction transaction(services_.store);
  return transaction.tenant_named(name);
}

auto SignIn::open_id_configuration(std::string_view tenant) -> Reply {
  const bool any = tenant == "common" || tenant == "organizations";
  const auto id = any ? std::string("{tenantid}") : tenant_id(tenant);
  if (id.empty()) return no_tenant(tenant);
  const auto base = fmt::format("{}/{}", services_.url, any ? std::string(tenant) : id);
  return json_reply({
      {"authorization_endpoint", base + "/oauth2/v2.0/authorize"},
      {"token_endpoint", base + "/oauth2/v2.0/token"},
      {"device_authorization_endpoint", base + "/oauth2/v2.0/devicecode"},
      {"end_session_endpoint", base + "/oauth2/v2.0/logout"},
      {"jwks_uri", base + "/discovery/v2.0/keys"},
      {"issuer", fmt::format("{}/{}/v2.0", services_.url, id)},
      {"token_endpoint_auth_methods_supported", {"client_secret_post", "private_key_jwt"}},
      {"response_types_supported", {"code", "id_token", "code id_token", "id_token token"}},
      {"response_modes_supported", {"query", "fragment", "form_post"}},
      {"subject_types_supported", {"pairwise"}},
      {"id_token_signing_alg_values_supported", {"RS256"}},
      {"scopes_supported", {"openid", "profile", "email", "offline_access"}},
      {"tenant_region_scope", "EU"},
      {"cloud_instance_name", base::split(services_.url, std::string_view("//")).back()},
      {"msgraph_host", base::split(services_.url, std::string_view("//")).back()},
  });
}

auto SignIn::instance_discovery(const Url& url) -> Reply {
  const auto host = base::split(services_.url, std::string_view("//")).back();
  const auto endpoint = value_of(url.query, "authorization_endpoint");
  const auto pieces = base::split(endpoint, '/');
  const auto tenant = pieces.size() > 3 ? pieces[3] : std::string_view("common");
  return json_reply({
      {"tenant_discovery_endpoint", fmt::format("{}/{}/v2.0/.well-known/openid-configuration", services_.url, tenant)},
      {"api-version", "1.1"},
      {"metadata",
       json::array({{{"preferred_network", host}, {"preferred_cache", host}, {"aliases", json::array({host})}}})},
  });
}

auto SignIn::token(const Call& call, std::string_view tenant_name) -> Reply {
  const auto form = parse_pairs(call.body);
  if (!form) return sign_in_error(400, "invalid_request", 900561, "The request body is no form.");
  const auto id = tenant_id(tenant_name);
  if (id.empty()) return no_tenant(tenant_name);
  const auto grant = value_of(*form, "grant_type");
  if (grant.empty()) return missing("grant_type");
  if (value_of(*form, "client_id").empty()) return missing("client_id");
  if (grant == "client_credentials") return client_credentials(*form, tenant_name, id);
  if (grant == "urn:ietf:params:oauth:grant-type:device_code" || grant == "device_code") {
    return poll_device_code(*form, id);
  }
  return sign_in_error(400, "unsupported_grant_type", 70003,
                       fmt::format("The app requested an unsupported grant type '{}'.", grant));
}

auto SignIn::client_credentials(const Pairs& form, std::string_view tenant_name, const std::string& tenant) -> Reply {
  const auto id = value_of(form, "client_id");
  const auto client = find_client(services_.store, id);
  if (!client) return no_client(id, tenant);
  const auto scope = value_of(form, "scope");
  if (!scope.ends_with("/.default")) {
    return sign_in_error(400, "invalid_scope", 1002012,
                         fmt::format("The provided value for scope {} is not valid. Client credential flows must have "
                                     "a scope value with /.default suffixed to the resource identifier.",
                                     scope));
  }
  const std::vector<std::string> endpoints = {
      fmt::format("{}/{}/oauth2/v2.0/token", services_.url, tenant_name),
      fmt::format("{}/{}/oauth2/v2.0/token", services_.url, tenant),
      fmt::format("{}/{}/v2.0", services_.url, tenant),
  };
  if (auto error = credential_error(*client, form, endpoints, seconds())) return *std::move(error);
  return granted({tenant, client->id, client->roles, false}, {});
}

auto SignIn::granted(const Identity& identity, std::string_view scope) -> Reply {
  const auto issuer = fmt::format("{}/{}/", services_.url, identity.tenant);
  json body = {{"token_type", "Bearer"},
               {"expires_in", kTokenLifetime},
               {"ext_expires_in", kTokenLifetime},
               {"access_token", tokens_.issue(identity, issuer, seconds())}};
  if (!scope.empty()) body["scope"] = scope;
  return json_reply(body);
}

auto SignIn::begin_device_code(const Call& call, std::string_view tenant_name) -> Reply {
  static constexpr std::string_view kLetters = "BCDFGHJKLMNPQRSTVWXZ";
  static constexpr std::int64_t kLifetime = 900;
  static constexpr std::size_t kMaxWaiting = 1000;
  const auto form = parse_pairs(call.body);
  if (!form) return sign_in_error(400, "invalid_request", 900561, "The request body is no form.");
  const auto tenant = tenant_id(tenant_name);
  if (tenant.empty()) return no_tenant(tenant_name);
  const auto id = value_of(*form, "client_id");
  if (id.empty()) return missing("client_id");
  const auto client = find_client(services_.store, id);
  if (!client) return no_client(id, tenant);
  const auto device_code = base::folded(new_guid() + new_guid());
  std::string user_code;
  for (const char byte : random_bytes(9)) user_code += kLetters[static_cast<unsigned char>(byte) % kLetters.size()];
  {
    const std::lock_guard lock(mutex_);
    if (device_codes_.size() >= kMaxWaiting) device_codes_.clear();
    device_codes_[device_code] = {tenant, client->id, std::string(value_of(*form, "scope")), seconds() + kLifetime,
                                  client->pending_polls};
  }
  const auto uri = services_.url + std::string(kDevicePage);
  return json_reply({
      {"device_code", device_code},
      {"user_code", user_code},
      {"verification_uri", uri},
      {"expires_in", kLifetime},
      {"interval", 1},
      {"message",
       fmt::format("To sign in, use a web browser to open the page {} and enter the code {} to authenticate.", uri,
                   user_code)},
  });
}

auto SignIn::poll_device_code(const Pairs& form, const std::string& tenant) -> Reply {
  PendingSignIn waiting;
  const auto client = find_client(services_.store, value_of(form, "client_id"));
  {
    const std::lock_guard lock(mutex_);
    const auto found = device_codes_.find(value_of(form, "device_code"));
    if (found == device_codes_.end() || found->second.tenant != tenant || !client ||
        found->second.client != client->id) {
      return sign_in_error(400, "bad_verification_code", 70019, "The verification code is not valid.");
    }
    if (found->second.pending_polls-- > 0) {
      return sign_in_error(400, "authorization_pending", 70016,
                           "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");
    }
    waiting = found->second;
    device_codes_.erase(found);
  }
  if (client->outcome == "declined") {
    return sign_in_error(400, "authorization_declined", 70018, "The end user denied the authorization request.");
  }
  if (client->outcome == "expired" || waiting.expires <= seconds()) {
    return sign_in_error(400, "expired_token", 70020, "The device code has expired.");
  }
  return granted({tenant, client->id, client->roles, true}, base::joined(client->roles, " "));
}

}  // namespace pinwright::sandbox
