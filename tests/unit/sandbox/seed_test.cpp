#include "sandbox/seed.hpp"

#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox;
using namespace pinwright::sandbox::test;
using Catch::Contains;

namespace {

/// What is said of a wrong seed; empty when it is right.
auto error_of(const json& seed) -> std::string {
  const Scratch scratch;
  auto store = Store::open(scratch / "store");
  REQUIRE(store);
  Store::Transaction transaction(*store.value());
  const auto done = apply_seed(seed.is_string() ? seed.get<std::string>() : seed.dump(), transaction);
  return done ? std::string() : done.error().message + " " + done.error().help;
}

}  // namespace

TEST_CASE("a seed names the place of its first mistake") {
  CHECK(error_of(seed()).empty());
  CHECK_THAT(error_of("{"), Contains("no JSON"));
  CHECK_THAT(error_of(json::array()), Contains("an array stands where an object is expected"));
  CHECK_THAT(error_of({{"tenant", json::array()}}), Contains("`/tenant`") && Contains("did you mean `tenants`?"));
  CHECK_THAT(error_of({{"tenants", 1}}), Contains("`/tenants`") && Contains("a list is expected"));
  CHECK_THAT(error_of({{"tenants", json::array({json::object()})}}),
             Contains("`/tenants/0`") && Contains("`tenantId`"));
  CHECK_THAT(error_of(seed({{"tenantId", "x"}})), Contains("`/tenants/0/tenantId`") && Contains("no GUID"));
  CHECK_THAT(error_of(seed({{"verifiedDomains", {"a", 1}}})), Contains("`/tenants/0/verifiedDomains/1`"));
  CHECK_THAT(error_of(seed({{"mdmAuthority", "Intune"}})), Contains("`/tenants/0/mdmAuthority`"));
}

TEST_CASE("every kind of object in a seed is judged") {
  const auto one = [](const std::string& list, const json& object) {
    return error_of(seed({{list, json::array({object})}}));
  };
  CHECK_THAT(one("groups", {{"displayName", 1}}), Contains("`/tenants/0/groups/0/displayName`"));
  CHECK_THAT(one("groups", {{"displayName", "x"}, {"devices", -1}}), Contains("`/tenants/0/groups/0/devices`"));
  CHECK_THAT(one("groups", {{"displayName", "x"}, {"device", 1}}), Contains("did you mean `devices`?"));
  CHECK_THAT(one("servicePrincipals", {{"appId", "x"}}), Contains("`/tenants/0/servicePrincipals/0/appId`"));
  CHECK_THAT(one("roleScopeTags", {{"id", "a"}, {"displayName", "x"}}), Contains("`/tenants/0/roleScopeTags/0`"));
  CHECK_THAT(one("assignmentFilters", {{"displayName", "x"}}),
             Contains("`/tenants/0/assignmentFilters/0`") && Contains("rule"));
  CHECK_THAT(one("managedDevices", {{"deviceName", "x"}, {"osversion", "1"}}),
             Contains("`/tenants/0/managedDevices/0`") && Contains("osversion"));
  CHECK_THAT(one("managedDevices", {{"deviceName", "x"}, {"resetPasscode", {{"state", "did"}}}}),
             Contains("`/tenants/0/managedDevices/0/resetPasscode/state`"));
  CHECK_THAT(one("deviceConfigurations", {{"displayName", "x"}}),
             Contains("`/tenants/0/deviceConfigurations/0`") && Contains("`@odata.type`"));
}

TEST_CASE("a policy in a seed is judged as Graph judges it, and so are its assignments") {
  const auto one = [](const json& object) { return error_of(seed({{"deviceConfigurations", json::array({object})}})); };
  auto body = policy({setting("Integer", 1)});
  CHECK(one(body).empty());
  body["omaSettings"][0]["value"] = "x";
  CHECK_THAT(one(body), Contains("`/tenants/0/deviceConfigurations/0`"));
  body = policy();
  body["assignments"] =
      json::array({{{"target", {{"@odata.type", "#microsoft.graph.groupAssignmentTarget"}, {"groupId", "x"}}}}});
  CHECK_THAT(one(body), Contains("`/tenants/0/deviceConfigurations/0/assignments`"));
  body["assignments"][0]["target"]["groupId"] = kPilot;
  CHECK(one(body).empty());
  body["lastModifiedDateTime"] = "yesterday";
  CHECK_THAT(one(body), Contains("`/tenants/0/deviceConfigurations/0/lastModifiedDateTime`"));
}

TEST_CASE("what stands twice is refused") {
  auto twice = seed();
  twice["tenants"].push_back(twice["tenants"][0]);
  CHECK_THAT(error_of(twice), Contains("this tenant stands twice"));
  const json group = {{"id", kPilot}, {"displayName", "x"}};
  CHECK_THAT(error_of(seed({{"groups", json::array({group, group})}})), Contains("stands twice"));
  const json client = {{"clientId", kClient}};
  CHECK_THAT(error_of({{"clients", json::array({client, client})}}), Contains("`/clients/1/clientId`"));
}

TEST_CASE("a client's certificate and thumbprint are looked at") {
  const auto one = [](json client) {
    client["clientId"] = kClient;
    return error_of({{"clients", json::array({client})}});
  };
  CHECK(one({{"certificateThumbprint", std::string(64, 'A')}}).empty());
  CHECK_THAT(one({{"certificateThumbprint", std::string(40, 'a')}}), Contains("`/clients/0/certificateThumbprint`"));
  CHECK_THAT(one({{"certificate", "none"}}), Contains("`/clients/0/certificate`"));
  CHECK_THAT(one({{"federated", json::array({{{"issuer", "x"}}})}}),
             Contains("`/clients/0/federated/0`") && Contains("`subject`"));
  CHECK_THAT(one({{"deviceCode", {{"outcome", "maybe"}}}}), Contains("`/clients/0/deviceCode/outcome`"));
}

TEST_CASE("a seeded tenant is what a client finds") {
  const json phone = {{"id", kKiosks}, {"deviceName", "PHONE-1"}, {"osVersion", "10.0.15063.1"}};
  const json pin = {{"appId", "b8456c59-1230-44c7-a4a2-99b085333e84"}};
  auto body = policy({setting("String", "x")});
  body["id"] = kPilot;
  body["version"] = 4;
  body["lastModifiedDateTime"] = "2026-01-02T03:04:05Z";
  Local local(seed({{"managedDevices", json::array({phone})},
                    {"servicePrincipals", json::array({pin})},
                    {"mdmAuthority", "sccm"},
                    {"deviceConfigurations", json::array({body})}}));
  const auto organization = local.get("/v1.0/organization").body.at("value").at(0);
  CHECK(organization.at("id") == kTenant);
  CHECK(organization.at("verifiedDomains").at(0).at("name") == "contoso.com");
  CHECK(organization.at("mobileDeviceManagementAuthority") == "sccm");
  const auto shown = local.get("/beta/deviceManagement/deviceConfigurations/" + std::string(kPilot)).body;
  CHECK(shown.at("version") == 4);
  CHECK(shown.at("lastModifiedDateTime") == "2026-01-02T03:04:05.0000000Z");
  CHECK(shown.at("omaSettings").at(0).at("value") == "****");
  CHECK(local.get("/beta/deviceManagement/roleScopeTags").body.at("value").at(0).at("displayName") == "Default");
  CHECK(local.get("/beta/deviceManagement/managedDevices/" + std::string(kKiosks)).body.at("deviceName") == "PHONE-1");
}
