#include "unit/sandbox/catalog.hpp"

using namespace pinwright::sandbox::test;

namespace {

/// Where an instance stands in the body that is refused, and what Graph says.
struct Refused {
  const char* why;
  json instance;
  const char* says;
};

auto names(const std::vector<std::string>& values) -> json {
  json list = json::array();
  for (const auto& value : values) {
    list.push_back({{"@odata.type", catalog_type("StringSettingValue")}, {"value", value}});
  }
  return {{"@odata.type", catalog_type("SimpleSettingCollectionInstance")},
          {"settingDefinitionId", "names"},
          {"simpleSettingCollectionValue", list}};
}

auto without(json instance, const char* key) -> json {
  instance.erase(key);
  return instance;
}

}  // namespace

TEST_CASE("what definitions allow is taken") {
  Local local(defined_seed());
  const auto size = simple("log_size", 1);
  const auto body = catalog_policy({simple("lock", 9), simple("owner", "anna", "StringSettingValue"), names({"a", "b"}),
                                    choice("log", "log_1", {size, simple("log_path", "c", "StringSettingValue")}),
                                    group("hello", json::array({choice("hello_pin", "hello_pin_true")})),
                                    secret("key", "hidden", "notEncrypted")});
  const auto answer = local.post(kCatalog, body);
  CAPTURE(answer.body);
  CHECK(answer.status == 201);
}

TEST_CASE("what definitions do not allow is refused with Graph's form of an error") {
  Local local(defined_seed());
  const auto size = simple("log_size", 1);
  const Refused all[] = {
      {"unknown definition", simple("nothing", 1), "'nothing' does not exist"},
      {"another letter case", simple("Lock", 1), "'Lock' does not exist"},
      {"another instance", choice("lock", "lock_1"), "asks for 'SimpleSettingInstance'"},
      {"another value", simple("lock", "1", "StringSettingValue"), "asks for 'IntegerSettingValue'"},
      {"a secret in clear type", simple("key", "x", "StringSettingValue"), "asks for 'SecretSettingValue'"},
      {"no secret", secret("owner", "x", "notEncrypted"), "asks for 'StringSettingValue'"},
      {"too small", simple("lock", 0), "outside of the bounds"},
      {"too great", simple("lock", 10), "outside of the bounds"},
      {"too long", simple("owner", "annika", "StringSettingValue"), "outside of the bounds"},
      {"too few", names({}), "has 0 values"},
      {"too many", names({"a", "b", "c", "d"}), "has 4 values"},
      {"no option", choice("log", "log_2"), "'log_2' is no option"},
      {"no child", choice("log", "log_1"), "needs its child 'log_size'"},
      {"a child of another option", choice("log", "log_0", json::array({size})), "is no child"},
      {"an unknown child", choice("log", "log_1", {size, simple("nothing", 1)}), "'nothing' does not exist"},
      {"a child twice", choice("log", "log_1", {size, size}), "stands twice"},
      {"a wrong child", choice("log", "log_1", json::array({simple("log_size", "1", "StringSettingValue")})),
       "IntegerSettingValue"},
      {"a child at the root", size, "must be a child of the setting 'log'"},
      {"a child of another group", group("hello", json::array({simple("lock", 1)})), "is no child"},
  };
  for (const auto& [why, instance, says] : all) {
    CAPTURE(why);
    const auto answer = local.post(kCatalog, catalog_policy({instance}));
    REQUIRE(answer.status == 400);
    CHECK(answer.code() == "BadRequest");
    CHECK_THAT(answer.message(), Catch::Contains(says));
  }
  CHECK(local.post(kCatalog, catalog_policy({simple("lock", 1), simple("lock", 2)})).status == 400);
}

TEST_CASE("what the metadata does not allow is refused without any definitions") {
  Local local;
  auto abstract_value = simple("a", 1);
  abstract_value["simpleSettingValue"]["@odata.type"] = catalog_type("SimpleSettingValue");
  auto other_value = simple("a", 1);
  other_value["simpleSettingValue"]["@odata.type"] = catalog_type("ChoiceSettingValue");
  auto extra = simple("a", 1);
  extra["auditRuleInformation"] = nullptr;
  auto untyped = simple("a", 1);
  untyped["simpleSettingValue"].erase("@odata.type");
  const Refused all[] = {
      {"no type", without(simple("a", 1), "@odata.type"), "abstract"},
      {"no id", without(simple("a", 1), "settingDefinitionId"), "settingDefinitionId"},
      {"no value", without(simple("a", 1), "simpleSettingValue"), "simpleSettingValue"},
      {"no type of a value", untyped, "abstract"},
      {"an abstract value", abstract_value, "abstract"},
      {"a value of another family", other_value, "not assignable"},
      {"a text for a number", simple("a", "1"), "does not match schema"},
      {"more than 32 bits", simple("a", 2147483648), "does not match schema"},
      {"a property of answers", extra, "auditRuleInformation"},
      {"an unknown state", secret("a", "x", "open"), "valueState"},
  };
  for (const auto& [why, instance, says] : all) {
    CAPTURE(why);
    const auto answer = local.post(kCatalog, catalog_policy({instance}));
    REQUIRE(answer.status == 400);
    CHECK(answer.code() == "ModelValidationFailure");
    CHECK_THAT(answer.message(), Catch::Contains(says));
  }
  for (const auto* key : {"name", "platforms", "technologies", "settings"}) {
    CAPTURE(key);
    CHECK(local.post(kCatalog, without(catalog_policy({simple("a", 1)}), key)).status == 400);
  }
  auto elsewhere = catalog_policy({simple("a", 1)});
  elsewhere["platforms"] = "windows11";
  CHECK(local.post(kCatalog, elsewhere).status == 400);
  CHECK(local.post(kCatalog, catalog_policy({simple("a", 1), simple("a", 1)})).status == 400);
}

namespace {

/// The one value of the one setting of a policy.
auto only_value(Local& local, const std::string& path) -> json {
  return local.get(path + "/settings").body.at("value").at(0).at("settingInstance").at("simpleSettingValue");
}

auto path_of(const Answer& answer) -> std::string {
  CAPTURE(answer.body);
  REQUIRE(answer.status == 201);
  return std::string(kCatalog) + "/" + answer.body.at("id").get<std::string>();
}

}  // namespace

TEST_CASE("a secret is never read back: a token stands for it, and keeps standing while it is sent back") {
  Local local;
  const auto path = path_of(local.post(kCatalog, catalog_policy({secret("key", "hidden", "notEncrypted")})));
  const auto shown = only_value(local, path);
  CHECK(shown.at("valueState") == "encryptedValueToken");
  const std::string token = shown.at("value");
  CHECK(token.find("hidden") == std::string::npos);
  CHECK_FALSE(shown.contains("token"));

  REQUIRE(local.put(path, catalog_policy({secret("key", token, "encryptedValueToken")}, "New")).status == 204);
  CHECK(only_value(local, path).at("value") == token);
  CHECK(local.get(path).body.at("name") == "New");

  REQUIRE(local.put(path, catalog_policy({secret("key", "other", "notEncrypted")})).status == 204);
  CHECK(only_value(local, path).at("value") != token);
  CHECK(local.put(path, catalog_policy({secret("key", token, "encryptedValueToken")})).status == 400);
}

TEST_CASE("a token counts for its own setting of its own policy alone") {
  Local local;
  const auto path = path_of(local.post(kCatalog, catalog_policy({secret("key", "hidden", "notEncrypted")})));
  const std::string token = only_value(local, path).at("value");
  CHECK(local.post(kCatalog, catalog_policy({secret("key", token, "encryptedValueToken")})).status == 400);
  CHECK(local.put(path, catalog_policy({secret("other", token, "encryptedValueToken")})).status == 400);
  CHECK(local.put(path, catalog_policy({secret("key", "x", "invalid")})).status == 400);
  CHECK(only_value(local, path).at("value") == token);
}

TEST_CASE("a service may take no tokens") {
  Local local(seed(), {{"service", {{"secretTokens", "refused"}}}});
  const auto path = path_of(local.post(kCatalog, catalog_policy({secret("key", "hidden", "notEncrypted")})));
  const std::string token = only_value(local, path).at("value");
  CHECK(local.put(path, catalog_policy({secret("key", token, "encryptedValueToken")})).status == 400);
  CHECK(local.put(path, catalog_policy({secret("key", "hidden", "notEncrypted")})).status == 204);
}

TEST_CASE("definitions are read by id, filter and page, and shown beside their settings") {
  Local local(defined_seed());
  const std::string all = "/beta/deviceManagement/configurationSettings";
  CHECK(local.get(all + "?$count=true").body.at("@odata.count") == 9);
  CHECK(local.get(all + "/$count").reply.body ==
        "\xEF\xBB\xBF"
        "9");
  const auto one = local.get(all + "/lock").body;
  CHECK(one.at("valueDefinition").at("maximumValue") == 9);
  CHECK(one.at("@odata.type") == catalog_type("SimpleSettingDefinition"));
  CHECK(local.get(all + "/Lock").status == 404);
  const auto filtered = local.get(all + "?$filter=id%20eq%20'log'").body.at("value");
  REQUIRE(filtered.size() == 1);
  CHECK(filtered.at(0).at("options").size() == 2);
  CHECK(local.get("/v1.0/deviceManagement/configurationSettings").status == 400);

  const auto path =
      path_of(local.post(kCatalog, catalog_policy({choice("log", "log_1", json::array({simple("log_size", 1)}))})));
  const auto shown = local.get(path + "/settings?$expand=settingDefinitions").body.at("value").at(0);
  CHECK(shown.at("settingDefinitions").size() == 2);
}
