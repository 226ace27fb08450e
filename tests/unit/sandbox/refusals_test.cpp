#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox::test;
using pinwright::sandbox::Headers;

namespace {

constexpr auto kBeta = "/beta/deviceManagement/deviceConfigurations";
constexpr auto kV1 = "/v1.0/deviceManagement/deviceConfigurations";

auto with(json body, const std::string& key, const json& value) -> json {
  body[key] = value;
  return body;
}
auto without(json body, const std::string& key) -> json {
  body.erase(key);
  return body;
}

}  // namespace

TEST_CASE("an abstract or missing type is refused in Intune's words") {
  Local local;
  const auto one = setting("Integer", 1);
  for (const auto& body :
       {without(policy(), "@odata.type"), with(policy(), "@odata.type", "#microsoft.graph.deviceConfiguration"),
        policy({without(one, "@odata.type")}), policy({with(one, "@odata.type", "#microsoft.graph.omaSetting")})}) {
    CAPTURE(body);
    const auto answer = local.post(kBeta, body);
    CHECK(answer.status == 400);
    CHECK(answer.code() == "ModelValidationFailure");
    CHECK_THAT(answer.message(), Catch::StartsWith("Cannot create an abstract class."));
  }
}

TEST_CASE("a patch needs its type too") {
  Local local;
  const auto path = std::string(kBeta) + "/" + local.post(kBeta, policy()).body.at("id").get<std::string>();
  CHECK(local.patch(path, {{"displayName", "x"}}).status == 400);
}

TEST_CASE("values are held to the types of the metadata") {
  Local local;
  for (const auto& [type, good, bad] : {
           std::tuple("Integer", json(2147483647), json(2147483648)),
           std::tuple("Integer", json(-2147483648LL), json(-2147483649LL)),
           std::tuple("Integer", json(1), json("1")),
           std::tuple("Integer", json(1), json(1.5)),
           std::tuple("Boolean", json(false), json(0)),
           std::tuple("String", json(""), json(1)),
           std::tuple("String", json("x"), json(nullptr)),
           std::tuple("FloatingPoint", json(1), json("1")),
           std::tuple("FloatingPoint", json(3e38), json(3.5e38)),
           std::tuple("DateTime", json("2026-03-01T07:30:00Z"), json("2026-03-01")),
           std::tuple("StringXml", json("PGEvPg=="), json("<a/>")),
           std::tuple("StringXml", json("PGEvPg"), json("PGEvP===")),
           std::tuple("StringXml", json("-_-_"), json("PGEv\nPg==")),
       }) {
    CAPTURE(type, bad);
    CHECK(local.post(kBeta, policy({setting(type, good)})).status == 201);
    CHECK(local.post(kBeta, policy({setting(type, bad)})).status == 400);
  }
}

TEST_CASE("an unknown property is refused at every depth, and letter case counts") {
  Local local;
  for (const auto& body : {with(policy(), "displayname", "x"), with(policy(), "id", "x"), with(policy(), "version", 1),
                           policy({with(setting("Integer", 1), "fileName", "a")}),
                           policy({with(setting("String", "x"), "isEncrypted", false)})}) {
    CAPTURE(body);
    CHECK(local.post(kBeta, body).status == 400);
  }
}

TEST_CASE("what only beta has is unknown to v1.0") {
  Local local;
  const json edition = {{"osEditionTypes", {"windows10Enterprise"}}, {"ruleType", "include"}};
  for (const auto& body :
       {with(policy(), "roleScopeTagIds", {"0"}), with(policy(), "deviceManagementApplicabilityRuleOsEdition", edition),
        policy({with(setting("Integer", 1), "isReadOnly", true)})}) {
    CAPTURE(body);
    CHECK(local.post(kBeta, body).status == 201);
    CHECK(local.post(kV1, body).status == 400);
  }
}

TEST_CASE("a required property that is missing, null or empty is refused") {
  Local local;
  for (const auto& body :
       {without(policy(), "displayName"), with(policy(), "displayName", nullptr), with(policy(), "displayName", ""),
        policy({without(setting("Integer", 1), "omaUri")}), policy({without(setting("Integer", 1), "value")}),
        policy({without(setting("Integer", 1), "displayName")})}) {
    CAPTURE(body);
    CHECK(local.post(kBeta, body).status == 400);
  }
}

TEST_CASE("an annotation beside a property is taken and forgotten") {
  Local local;
  const auto answer =
      local.post(kBeta, with(policy(), "omaSettings@odata.type", "#Collection(microsoft.graph.omaSetting)"));
  CHECK(answer.status == 201);
  CHECK_FALSE(answer.body.contains("omaSettings@odata.type"));
}

TEST_CASE("a body that is no JSON object is refused") {
  Local local;
  for (const auto& body : {json::array(), json("x"), json(1)}) {
    CHECK(local.post(kBeta, body).status == 400);
    CHECK(local.post("/beta/groups", body).status == 400);
    CHECK(local.post("/beta/deviceManagement/assignmentFilters", body).status == 400);
    CHECK(local.post("/beta/deviceManagement/assignmentFilters/validateFilter", body).status == 400);
    CHECK(local.post("/beta/$batch", body).status == 400);
  }
  CHECK(local.post(kBeta, json()).status == 400);
}

TEST_CASE("a body needs its Content-Type") {
  Local local;
  const auto token = "Bearer " + local.sign_in().body.at("access_token").get<std::string>();
  const auto send = [&](Headers headers) {
    headers.emplace_back("Authorization", token);
    return local.app().answer({"POST", kBeta, std::move(headers), policy().dump(), false}).status;
  };
  CHECK(send({}) == 400);
  CHECK(send({{"content-type", "text/plain"}}) == 400);
  CHECK(send({{"content-type", "application/json; charset=utf-8"}}) == 201);
}

TEST_CASE("JSON that nests without end is refused") {
  Local local;
  json deep = 1;
  for (int depth = 0; depth < 100; ++depth) deep = json::array({deep});
  CHECK(local.post(kBeta, with(policy(), "description", deep)).status == 400);
}

TEST_CASE("a wrong verb on a known path is 400, not 405") {
  Local local;
  for (const auto* method : {"PUT", "PATCH", "DELETE"}) {
    const auto answer = local.call(method, kBeta, policy());
    CHECK(answer.status == 400);
    CHECK(answer.code() == "No method match route template");
  }
}

TEST_CASE("an unknown path names the segment that leads nowhere") {
  Local local;
  CHECK(local.get("/v1.0/deviceManagement/nothing").message() == "Resource not found for the segment 'nothing'.");
  CHECK(local.get("/v1.0/deviceManagement/assignmentFilters").message() ==
        "Resource not found for the segment 'assignmentFilters'.");
  CHECK(local.get("/v2.0/groups").status == 400);
}

TEST_CASE("Intune's segments are told apart by letter case, the directory's are not") {
  Local local;
  CHECK(local.get("/beta/devicemanagement/deviceConfigurations").status == 400);
  CHECK(local.get("/beta/deviceManagement/deviceconfigurations").status == 400);
  CHECK(local.get("/beta/Groups").status == 200);
}

TEST_CASE("a query option that is not emulated is refused, and so is a wrong one") {
  Local local;
  for (const auto* query :
       {"$orderby=displayName", "$search=x", "$skip=-1", "$top=x", "$top=-1", "$expand=deviceStatuses",
        "$select=nothing", "$count=maybe", "$filter=x", "$skiptoken=x", "$select=omaSettings"}) {
    CAPTURE(query);
    CHECK(local.get(std::string(kBeta) + "?" + query).status == 400);
  }
  CHECK(local.get(std::string(kBeta) + "?$select=id,microsoft.graph.windows10CustomConfiguration/omaSettings").status ==
        200);
}
