#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/text.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/directory.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

/// Beside Graph's properties, `consented` is stored: whether an administrator has granted what the application asks
/// for.
auto show_service_principal(const json& stored, const Request&, Services&, const Expanded&) -> json {
  json shown = stored;
  shown.erase("consented");
  shown.erase("grantId");
  return shown;
}

auto principals(const Request& request, Services& services) -> std::vector<json> {
  Store::Transaction transaction(services.store);
  std::vector<json> found;
  for (const auto& row : transaction.list(request.who.tenant, Kind::ServicePrincipal))
    found.push_back(parse_stored(row.body));
  return found;
}

/// The service principal of Microsoft Graph: not an object of the sandbox.
constexpr std::string_view kGraphPrincipal = "6a1f2c0e-54c7-4f62-9d8a-0d5b7c3e9f10";

auto grant_of(const json& principal) -> json {
  return {{"id", principal.at("grantId")}, {"clientId", principal.at("id")}, {"consentType", "AllPrincipals"},
          {"principalId", nullptr},        {"resourceId", kGraphPrincipal},  {"scope", "User.Read"}};
}

}  // namespace

const Collection kServicePrincipals = {
    Kind::ServicePrincipal, Area::Directory, "servicePrincipal", "servicePrincipals", {}, show_service_principal};

auto list_service_principals(const Request& request, Services& services) -> Reply {
  return list(request, services, kServicePrincipals);
}

auto get_service_principal(const Request& request, Services& services) -> Reply {
  return get(request, services, kServicePrincipals);
}

auto get_service_principal_by_app(const Request& request, Services& services) -> Reply {
  for (const auto& principal : principals(request, services)) {
    if (!base::equal_folded(text_of(principal, "appId"), request.keys.front())) continue;
    auto by_id = request;
    by_id.keys = {text_of(principal, "id")};
    return get(by_id, services, kServicePrincipals);
  }
  return not_found(Area::Directory, request.keys.front());
}

auto list_role_assignments(const Request& request, Services& services) -> Reply {
  const auto all = principals(request, services);
  const bool known = std::any_of(all.begin(), all.end(), [&](const json& principal) {
    return base::equal_folded(text_of(principal, "id"), request.keys.front());
  });
  if (!known) return not_found(Area::Directory, request.keys.front());
  // Consent is kept as a delegated grant; no application here holds roles of another.
  return value_reply(request, services, "appRoleAssignments", json::array());
}

auto list_permission_grants(const Request& request, Services& services) -> Reply {
  ReadOptions options;
  static const Collection kGrants = {
      Kind::ServicePrincipal, Area::Directory, "oAuth2PermissionGrant", "oauth2PermissionGrants", {}, nullptr};
  if (auto refused = read_options(request, kGrants, options)) return *std::move(refused);
  json grants = json::array();
  for (const auto& principal : principals(request, services)) {
    if (!principal.value("consented", true)) continue;
    auto grant = grant_of(principal);
    if (!options.filter || matches(*options.filter, grant)) grants.push_back(std::move(grant));
  }
  return value_reply(request, services, "oauth2PermissionGrants", std::move(grants));
}

}  // namespace pinwright::sandbox
