#include "sandbox/seed_tenant.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/directory.hpp"
#include "sandbox/resources/intune.hpp"
#include "sandbox/seed_policies.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

auto put_group(const Place& place, const SeedTarget& target) -> void {
  place.keys({"id", "displayName", "description", "devices", "users", "membershipRule", "membershipRuleProcessingState",
              "securityEnabled", "mailEnabled", "mailNickname", "groupTypes"});
  (void)place.text("displayName", true);
  (void)place.number("devices", 0, 0, 1'000'000'000);
  (void)place.number("users", 0, 0, 1'000'000'000);
  if (!place.value().is_object()) return;
  auto body = place.value();
  if (!text_of(body, "membershipRule").empty() && !body.contains("groupTypes"))
    body["groupTypes"] = {"DynamicMembership"};
  if (!body.contains("mailNickname")) body["mailNickname"] = new_guid().substr(0, 8);
  if (!body.contains("mailEnabled")) body["mailEnabled"] = false;
  if (!body.contains("securityEnabled")) body["securityEnabled"] = true;
  if (!check_body(place, body, "group", {"id", "devices", "users"})) return;
  const auto id = id_of(place);
  body["id"] = id;
  target.put(place, Kind::Group, id, stored_group(body, id));
}

auto put_service_principal(const Place& place, const SeedTarget& target) -> void {
  place.keys({"id", "appId", "displayName", "accountEnabled", "consented", "appRoleAssignmentRequired",
              "disabledByMicrosoftStatus", "appOwnerOrganizationId"});
  const auto app = place.guid("appId", true);
  const auto id = id_of(place);
  const auto name = place.has("displayName") ? place.text("displayName") : "Application " + app;
  json body = {{"id", id},
               {"appId", app},
               {"displayName", name},
               {"appDisplayName", name},
               {"accountEnabled", place.flag("accountEnabled", true)},
               {"appRoleAssignmentRequired", place.flag("appRoleAssignmentRequired", false)},
               {"disabledByMicrosoftStatus", nullptr},
               {"appOwnerOrganizationId", nullptr},
               {"servicePrincipalNames", {app}},
               {"servicePrincipalType", "Application"},
               {"signInAudience", "AzureADMultipleOrgs"},
               {"tags", json::array()},
               {"consented", place.flag("consented", true)},
               {"grantId", new_guid().substr(0, 22)}};
  for (const auto key : {"disabledByMicrosoftStatus", "appOwnerOrganizationId"}) {
    if (place.has(key)) body[key] = place.text(key);
  }
  target.put(place, Kind::ServicePrincipal, id, body);
}

auto put_scope_tag(const Place& place, const SeedTarget& target) -> void {
  place.keys({"id", "displayName", "description"});
  const auto id = place.text("id", true);
  (void)place.text("displayName", true);
  (void)place.text("description");
  if (id.empty() || id.find_first_not_of("0123456789") != std::string::npos) {
    return place.wrong("the id of a scope tag is a number, as text");
  }
  target.put(place, Kind::ScopeTag, id, stored_scope_tag(place.value(), id));
}

auto put_filter(const Place& place, const SeedTarget& target) -> void {
  if (!place.value().is_object()) return place.keys({});
  auto body = place.value();
  if (!body.contains("platform")) body["platform"] = "windows10AndLater";
  if (!check_body(place, body, "deviceAndAppManagementAssignmentFilter", {"id"})) return;
  const auto id = id_of(place);
  body["id"] = id;
  target.put(place, Kind::Filter, id, stored_filter(body, id));
}

auto put_device(const Place& place, const SeedTarget& target) -> void {
  if (!place.value().is_object()) return place.keys({});
  if (const auto reset = place.at("resetPasscode")) {
    reset->keys({"after", "state", "passcode", "errorCode"});
    (void)reset->number("after", 1, 0, 1000);
    (void)reset->number("errorCode", 0, INT32_MIN, INT32_MAX);
    (void)reset->text("passcode");
    (void)reset->word("state", {"none", "pending", "canceled", "active", "done", "failed", "notSupported"}, "done");
  }
  (void)place.text("deviceName", true);
  if (!check_body(place, place.value(), "managedDevice", {"id", "resetPasscode"})) return;
  const auto id = id_of(place);
  auto body = place.value();
  body["id"] = id;
  target.put(place, Kind::Device, id, stored_device(body, id));
}

auto organization_of(const Place& place, const std::string& tenant) -> json {
  json domains = json::array();
  for (const auto& name : place.texts("verifiedDomains")) {
    domains.push_back({{"name", name},
                       {"isDefault", domains.empty()},
                       {"isInitial", name.ends_with(".onmicrosoft.com")},
                       {"type", "Managed"},
                       {"capabilities", "Email, OfficeCommunicationsOnline"}});
  }
  const auto authority = place.word("mdmAuthority", {"unknown", "intune", "sccm", "office365"}, "intune");
  return {{"id", tenant},
          {"displayName", place.text("displayName")},
          {"createdDateTime", to_text(now(), Fraction::Shortest).substr(0, 19) + "Z"},
          {"countryLetterCode", nullptr},
          {"tenantType", "AAD"},
          {"mobileDeviceManagementAuthority", authority},
          {"verifiedDomains", std::move(domains)}};
}

}  // namespace

auto put_tenant(const Place& place, Store::Transaction& transaction) -> void {
  place.keys({"tenantId", "displayName", "verifiedDomains", "mdmAuthority", "groups", "servicePrincipals",
              "roleScopeTags", "assignmentFilters", "managedDevices", "deviceConfigurations", "rawDeviceConfigurations",
              "configurationPolicies", "deviceEnrollmentConfigurations", "groupPolicyDefinitions",
              "groupPolicyConfigurations", "intents", "approvals"});
  const auto tenant = place.guid("tenantId", true);
  if (transaction.tenant(tenant)) place.wrong("this tenant stands twice");
  transaction.put_tenant(tenant, to_text(organization_of(place, tenant)));
  for (const auto& domain : place.texts("verifiedDomains")) transaction.put_domain(domain, tenant);
  const SeedTarget target{tenant, transaction};
  for (const auto& item : place.list("groups")) put_group(item, target);
  for (const auto& item : place.list("servicePrincipals")) put_service_principal(item, target);
  for (const auto& item : place.list("roleScopeTags")) put_scope_tag(item, target);
  if (!transaction.find(tenant, Kind::ScopeTag, "0")) {
    transaction.insert(tenant, Kind::ScopeTag, "0", to_text(stored_scope_tag({{"displayName", "Default"}}, "0")));
  }
  for (const auto& item : place.list("assignmentFilters")) put_filter(item, target);
  for (const auto& item : place.list("managedDevices")) put_device(item, target);
  put_policies(place, target);
}

}  // namespace pinwright::sandbox
