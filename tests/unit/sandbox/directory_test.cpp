#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox::test;

namespace {

auto new_group() -> json {
  return {{"displayName", "Company devices"},
          {"mailEnabled", false},
          {"mailNickname", "company"},
          {"securityEnabled", true}};
}

auto with(json body, const std::string& key, const json& value) -> json {
  body[key] = value;
  return body;
}

}  // namespace

TEST_CASE("a group is found by its exact name, with a doubled quote for one") {
  Local local(seed({{"groups", json::array({{{"displayName", "O'Brien & Söhne"}}, {{"displayName", "Other"}}})},
                    {"assignmentFilters", json::array()}}));
  const auto found =
      local.get("/v1.0/groups?$filter=displayName%20eq%20%27O%27%27Brien%20%26%20S%C3%B6hne%27").body.at("value");
  REQUIRE(found.size() == 1);
  CHECK(found.at(0).at("displayName") == "O'Brien & Söhne");
  CHECK(local.get("/v1.0/groups?$filter=displayName%20eq%20'none'").body.at("value").empty());
}

TEST_CASE("counts need ConsistencyLevel: eventual and are plain text with a byte order mark") {
  Local local;
  const std::string path = "/v1.0/groups/" + std::string(kPilot);
  for (const auto& [members, number] : {std::pair("microsoft.graph.device/$count", "12"),
                                        std::pair("microsoft.graph.user/$count", "3"), std::pair("$count", "15")}) {
    for (const auto* set : {"/transitiveMembers/", "/members/"}) {
      CAPTURE(members, set);
      CHECK(local.get(path + set + members).status == 400);
      const auto answer = local.call("GET", path + set + members, json(), {{"consistencylevel", "Eventual"}});
      CHECK(answer.status == 200);
      CHECK(answer.reply.type == "text/plain");
      CHECK(answer.reply.body == std::string("\xEF\xBB\xBF") + number);
    }
  }
  CHECK(local.call("GET", "/v1.0/groups/none/members/$count", json(), {{"ConsistencyLevel", "eventual"}}).status ==
        404);
}

TEST_CASE("a group is created, changed without an answer's body, and deleted") {
  Local local;
  auto body = new_group();
  body["groupTypes"] = {"DynamicMembership"};
  body["membershipRule"] = R"((device.deviceOwnership -eq "Company"))";
  const auto created = local.post("/v1.0/groups", body);
  REQUIRE(created.status == 201);
  CHECK(created.body.at("membershipRuleProcessingState") == "On");
  CHECK_FALSE(created.body.contains("devices"));
  const auto path = "/v1.0/groups/" + created.body.at("id").get<std::string>();
  const auto changed = local.patch(path, {{"description", "x"}});
  CHECK(changed.status == 204);
  CHECK(changed.reply.body.empty());
  CHECK(local.get(path).body.at("description") == "x");
  CHECK(local.remove(path).status == 204);
  const auto gone = local.get(path);
  CHECK(gone.status == 404);
  CHECK(gone.code() == "Request_ResourceNotFound");
}

TEST_CASE("a group that the directory would not take is refused") {
  Local local;
  auto nameless = new_group();
  nameless.erase("displayName");
  for (const auto& body :
       {nameless, with(new_group(), "mailNickname", "a b"), with(new_group(), "securityEnabled", "true"),
        with(new_group(), "membershipRule", "(x)"), with(new_group(), "groupTypes", {"DynamicMembership"}),
        with(new_group(), "displayName", std::string(257, 'x')), with(new_group(), "nickname", "x"),
        with(new_group(), "id", kPilot)}) {
    CAPTURE(body);
    const auto answer = local.post("/v1.0/groups", body);
    CHECK(answer.status == 400);
    CHECK(answer.code() == "Request_BadRequest");
  }
}

TEST_CASE("$select narrows what is shown") {
  Local local;
  const auto shown = local.get("/v1.0/groups/" + std::string(kPilot) + "?$select=id,displayName").body;
  CHECK(shown.size() == 3);
  CHECK(shown.at("displayName") == "Pilot");
  CHECK(shown.contains("@odata.context"));
}

TEST_CASE("an application is found by its appId in both ways, with its consent") {
  const std::string app = "b8456c59-1230-44c7-a4a2-99b085333e84";
  const std::string other = "9115dd05-fad5-4f9c-acc7-305d08b1b04e";
  Local local(
      seed({{"servicePrincipals",
             json::array({{{"appId", app}}, {{"appId", other}, {"accountEnabled", false}, {"consented", false}}})}}));
  const auto listed = local.get("/v1.0/servicePrincipals?$filter=appId%20eq%20'" + app + "'").body.at("value");
  REQUIRE(listed.size() == 1);
  CHECK(listed.at(0).at("accountEnabled") == true);
  CHECK_FALSE(listed.at(0).contains("consented"));
  const auto keyed = local.get("/v1.0/servicePrincipals(appId='" + other + "')").body;
  CHECK(keyed.at("accountEnabled") == false);
  CHECK(local.get("/v1.0/servicePrincipals(appId='none')").status == 404);
  const auto grants = [&](const json& principal) {
    return local
        .get("/v1.0/oauth2PermissionGrants?$filter=clientId%20eq%20'" + principal.at("id").get<std::string>() + "'")
        .body.at("value");
  };
  REQUIRE(grants(listed.at(0)).size() == 1);
  CHECK(grants(listed.at(0)).at(0).at("consentType") == "AllPrincipals");
  CHECK(grants(keyed).empty());
  CHECK(local.get("/v1.0/servicePrincipals/" + keyed.at("id").get<std::string>() + "/appRoleAssignments")
            .body.at("value")
            .empty());
}
