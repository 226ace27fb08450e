#include <set>

#include "base/base64.hpp"
#include "sandbox/instant.hpp"
#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox::test;
using pinwright::base::base64_encode;

namespace {

constexpr auto kBeta = "/beta/deviceManagement/deviceConfigurations";
constexpr auto kV1 = "/v1.0/deviceManagement/deviceConfigurations";

auto created(Local& local, const json& body) -> std::string {
  const auto answer = local.post(kBeta, body);
  REQUIRE(answer.status == 201);
  return answer.body.at("id");
}

auto only_setting(const json& policy) -> const json& {
  REQUIRE(policy.at("omaSettings").size() == 1);
  return policy.at("omaSettings").front();
}

auto read(Local& local, const std::string& id) -> json { return local.get(std::string(kBeta) + "/" + id).body; }

}  // namespace

TEST_CASE("strings and base64 come back as asterisks, XML as an empty element, each with a reference") {
  Local local;
  for (const auto& [type, value, mask] : {std::tuple("String", "plain", "****"), std::tuple("Base64", "AAEC", "****"),
                                          std::tuple("StringXml", "PGI+PC9iPg==", "PGEvPg==")}) {
    CAPTURE(type);
    const auto shown = only_setting(read(local, created(local, policy({setting(type, value)}))));
    CHECK(shown.at("value") == mask);
    CHECK(shown.at("isEncrypted") == true);
    // GUID_GUID_GUID
    CHECK(shown.at("secretReferenceValueId").get<std::string>().size() == 3 * 36 + 2);
  }
}

TEST_CASE("numbers and booleans stay readable") {
  Local local;
  for (const auto& [type, value] : {std::pair("Integer", json(7)), std::pair("Boolean", json(true))}) {
    CAPTURE(type);
    const auto shown = only_setting(read(local, created(local, policy({setting(type, value)}))));
    CHECK(shown.at("value") == value);
    CHECK(shown.at("isEncrypted") == false);
    CHECK(shown.at("secretReferenceValueId").is_null());
  }
}

TEST_CASE("v1.0 masks but tells nothing about it") {
  Local local;
  const auto id = created(local, policy({setting("String", "plain")}));
  const auto shown = local.get(std::string(kV1) + "/" + id).body;
  CHECK(only_setting(shown).at("value") == "****");
  for (const auto* key : {"isEncrypted", "secretReferenceValueId"}) CHECK_FALSE(only_setting(shown).contains(key));
  for (const auto* key : {"roleScopeTagIds", "supportsScopeTags"}) CHECK_FALSE(shown.contains(key));
}

TEST_CASE("a float comes back with the digits of its nearest single") {
  Local local;
  const auto shown = only_setting(read(local, created(local, policy({setting("FloatingPoint", 0.1)}))));
  CHECK(shown.at("value").dump() == "0.10000000149011612");
}

TEST_CASE("a date-time comes back as the same moment in changing clothes") {
  Local local;
  const auto id = created(local, policy({setting("DateTime", "2026-03-01T09:30:00.5+02:00")}));
  std::set<std::string> spellings;
  for (int read_number = 0; read_number < 40; ++read_number) {
    const auto text = only_setting(read(local, id)).at("value").get<std::string>();
    CHECK(pinwright::sandbox::parse_instant(text) == pinwright::sandbox::parse_instant("2026-03-01T07:30:00.5Z"));
    spellings.insert(text);
  }
  CHECK(spellings == std::set<std::string>{"2026-03-01T07:30:00.5Z", "2026-03-01T07:30:00.5+00:00",
                                           "2026-03-01T07:30:00.5000000Z", "2026-03-01T07:30:00.5000000+00:00"});
}

TEST_CASE("settings come in another order from read to read, and none is lost") {
  Local local;
  json settings = json::array();
  for (int at = 0; at < 8; ++at)
    settings.push_back(setting("Integer", at, "./Device/Vendor/MSFT/" + std::to_string(at)));
  const auto id = created(local, policy(settings));
  std::set<std::string> orders;
  for (int read_number = 0; read_number < 10; ++read_number) {
    const auto shown = read(local, id).at("omaSettings");
    std::set<int> values;
    std::string order;
    for (const auto& one : shown) {
      values.insert(one.at("value").get<int>());
      order += one.at("value").dump();
    }
    CHECK(values.size() == 8);
    orders.insert(order);
  }
  CHECK(orders.size() > 1);
}

TEST_CASE("a missing description is null now and empty then") {
  Local local;
  const auto id = created(local, policy());
  std::set<std::string> seen;
  for (int read_number = 0; read_number < 20; ++read_number) seen.insert(read(local, id).at("description").dump());
  CHECK(seen == std::set<std::string>{"null", "\"\""});
}

TEST_CASE("each write raises the version and changes the date and every reference") {
  Local local;
  const auto id = created(local, policy({setting("String", "plain")}));
  const auto path = std::string(kBeta) + "/" + id;
  auto before = read(local, id);
  CHECK(before.at("version") == 1);
  const json named = {{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"}, {"displayName", "Renamed"}};
  CHECK(local.patch(path, named).status == 200);
  const auto after = read(local, id);
  CHECK(after.at("displayName") == "Renamed");
  CHECK(after.at("version") == 2);
  CHECK(after.at("lastModifiedDateTime") > before.at("lastModifiedDateTime"));
  CHECK(after.at("createdDateTime") == before.at("createdDateTime"));
  CHECK(only_setting(after).at("secretReferenceValueId") != only_setting(before).at("secretReferenceValueId"));
  CHECK(local.post(path + "/assign", {{"assignments", json::array()}}).status == 200);
  CHECK(read(local, id).at("version") == 3);
}

TEST_CASE("a patch of settings replaces all of them, and leaves what it does not name") {
  Local local;
  auto body = policy({setting("Integer", 1, "./A"), setting("Integer", 2, "./B")});
  body["description"] = "kept";
  const auto id = created(local, body);
  const json change = {{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
                       {"omaSettings", json::array({setting("Integer", 3, "./C")})}};
  CHECK(local.patch(std::string(kBeta) + "/" + id, change).status == 200);
  const auto shown = read(local, id);
  CHECK(only_setting(shown).at("omaUri") == "./C");
  CHECK(shown.at("description") == "kept");
}

TEST_CASE("two policies of one name are allowed") {
  Local local;
  CHECK(created(local, policy()) != created(local, policy()));
}

TEST_CASE("a deleted policy is gone, and a second delete says so") {
  Local local;
  const auto path = std::string(kBeta) + "/" + created(local, policy());
  const auto deleted = local.remove(path);
  CHECK(deleted.status == 204);
  CHECK(deleted.reply.body.empty());
  CHECK(local.get(path).status == 404);
  CHECK(local.remove(path).status == 404);
}

TEST_CASE("a reference reveals what was written, XML as text") {
  Local local;
  for (const auto& [type, value, plain] :
       {std::tuple("String", std::string("a;b"), "a;b"), std::tuple("Base64", std::string("AAEC"), "AAEC"),
        std::tuple("StringXml", base64_encode("<a>\xC3\xA9</a>"), "<a>\xC3\xA9</a>")}) {
    CAPTURE(type);
    const auto id = created(local, policy({setting(type, value)}));
    const auto reference = only_setting(read(local, id)).at("secretReferenceValueId").get<std::string>();
    for (const auto* name : {"getOmaSettingPlainTextValue", "microsoft.graph.getOmaSettingPlainTextValue"}) {
      const auto answer =
          local.get(std::string(kV1) + "/" + id + "/" + name + "(secretReferenceValueId='" + reference + "')");
      CHECK(answer.status == 200);
      CHECK(answer.body.at("value") == plain);
    }
  }
}

TEST_CASE("a reference of an older write reveals nothing") {
  Local local;
  const auto id = created(local, policy({setting("String", "plain")}));
  const auto reference = only_setting(read(local, id)).at("secretReferenceValueId").get<std::string>();
  CHECK(local.post(std::string(kBeta) + "/" + id + "/assign", {{"assignments", json::array()}}).status == 200);
  CHECK(local
            .get(std::string(kBeta) + "/" + id + "/getOmaSettingPlainTextValue(secretReferenceValueId='" + reference +
                 "')")
            .status == 404);
}

TEST_CASE("a reference in a new policy is refused in Intune's words") {
  Local local;
  auto body = policy({setting("String", "****")});
  body["omaSettings"][0]["secretReferenceValueId"] = "a_b_c";
  const auto answer = local.post(kBeta, body);
  CHECK(answer.status == 400);
  CHECK(answer.code() == "NotSupported");
  CHECK_THAT(answer.message(), Catch::StartsWith("SecretReferenceValueId invalid for create."));
}

TEST_CASE("a policy holds at most 1000 settings") {
  Local local;
  json settings(1000, setting("Integer", 1));
  CHECK(local.post(kBeta, policy(settings)).status == 201);
  settings.push_back(setting("Integer", 1));
  CHECK(local.post(kBeta, policy(settings)).status == 400);
}

TEST_CASE("a scope tag that the tenant does not have is refused") {
  Local local(seed({{"roleScopeTags", json::array({{{"id", "7"}, {"displayName", "Emea"}}})}}));
  auto body = policy();
  body["roleScopeTagIds"] = {"0", "7"};
  CHECK(read(local, created(local, body)).at("roleScopeTagIds") == json({"0", "7"}));
  body["roleScopeTagIds"] = {"8"};
  CHECK(local.post(kBeta, body).status == 400);
}

TEST_CASE("a policy of another type is shown as it was seeded, with the server's properties") {
  const json other = {{"@odata.type", "#microsoft.graph.windowsIdentityProtectionConfiguration"},
                      {"displayName", "Identity"},
                      {"pinRecoveryEnabled", true}};
  Local local(seed({{"deviceConfigurations", json::array({other})}}));
  const auto list = local.get(kBeta).body.at("value");
  REQUIRE(list.size() == 1);
  CHECK(list[0].at("pinRecoveryEnabled") == true);
  CHECK(list[0].at("version") == 1);
  CHECK(local.get(std::string(kBeta) + "?$filter=isof('microsoft.graph.windows10CustomConfiguration')")
            .body.at("value")
            .empty());
}
