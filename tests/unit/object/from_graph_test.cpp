#include "object/from_graph.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "object/canonical.hpp"

using namespace pinwright::object;
using Json = nlohmann::json;

// Types and nullability are those of Microsoft's metadata, masks those that Intune shows.

namespace {

auto policy_json() -> Json {
  return Json::parse(R"({
    "@odata.context": "https://graph.microsoft.com/beta/$metadata#x",
    "@odata.type": "#microsoft.graph.windows10CustomConfiguration",
    "id": "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5", "displayName": "Policy", "description": "about",
    "createdDateTime": "2026-02-01T00:00:00Z", "lastModifiedDateTime": "2026-03-01T07:30:00.1234567Z", "version": 3,
    "roleScopeTagIds": ["0", "7"], "supportsScopeTags": true, "deviceManagementApplicabilityRuleOsEdition": null,
    "omaSettings": []
  })");
}

auto setting_json(const std::string& type, const Json& value) -> Json {
  return {{"@odata.type", "#microsoft.graph.omaSetting" + type},
          {"displayName", "Name"},
          {"description", nullptr},
          {"omaUri", "./Vendor/MSFT/X"},
          {"isEncrypted", false},
          {"secretReferenceValueId", nullptr},
          {"value", value}};
}

auto with_setting(const Json& setting) -> Json {
  auto json = policy_json();
  json["omaSettings"].push_back(setting);
  return json;
}

auto read_setting(const Json& setting) -> Setting {
  const auto live = policy_from_graph(with_setting(setting));
  INFO((live.ok() ? "" : live.error().message));
  REQUIRE(live.ok());
  return std::get<Policy>(live.value().object).settings.at(0);
}

auto value_of(const std::string& type, const Json& value) -> SettingValue {
  return read_setting(setting_json(type, value)).value;
}

auto error_of(const Json& policy) -> std::string {
  const auto live = policy_from_graph(policy);
  REQUIRE_FALSE(live.ok());
  return live.error().message;
}

auto value_error(const std::string& type, const Json& value) -> std::string {
  return error_of(with_setting(setting_json(type, value)));
}

auto with(Json json, const std::string& key, const Json& value) -> Json {
  json[key] = value;
  return json;
}

auto without(Json json, const std::string& key) -> Json {
  json.erase(key);
  return json;
}

}  // namespace

TEST_CASE("a policy is read with everything that is managed") {
  const auto live = policy_from_graph(policy_json());
  REQUIRE(live.ok());
  CHECK(live.value().id == "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5");
  CHECK(live.value().created == "2026-02-01T00:00:00Z");
  CHECK(live.value().last_modified == "2026-03-01T07:30:00Z");
  CHECK(live.value().version == 3);
  const auto& policy = std::get<Policy>(live.value().object);
  CHECK(policy.display_name == "Policy");
  CHECK(policy.description == "about");
  REQUIRE(policy.scope_tags);
  REQUIRE(policy.scope_tags->size() == 2);
  CHECK(policy.scope_tags->at(1).id == "7");
  CHECK(policy.settings.empty());
  CHECK(live.value().assignments.empty());
}

TEST_CASE("each type of value is read as what it is") {
  CHECK(value_of("Boolean", true) == SettingValue(true));
  CHECK(value_of("Integer", -2147483648) == SettingValue(std::int32_t{-2147483647 - 1}));
  CHECK(value_of("Integer", 2147483647U) == SettingValue(std::int32_t{2147483647}));
  CHECK(value_of("String", "text") == SettingValue("text"));
  CHECK(value_of("StringXml", "PGIvPg==") == SettingValue("<b/>"));
  CHECK(value_of("DateTime", "2026-03-01T08:30:00+01:00") == SettingValue("2026-03-01T08:30:00+01:00"));
  CHECK(value_of("Base64", "AAEC") == SettingValue("AAEC"));
}

TEST_CASE("a number becomes the nearest Single") {
  CHECK(value_of("FloatingPoint", 0.10000000149011612) == SettingValue(0.1F));
  CHECK(value_of("FloatingPoint", 0.1) == SettingValue(0.1F));
  CHECK(value_of("FloatingPoint", 2) == SettingValue(2.0F));
  CHECK(value_of("FloatingPoint", 3.4028235e38) == SettingValue(3.4028235e38F));
  CHECK(value_error("FloatingPoint", 3.5e38) ==
        "`/omaSettings/0/value` of the answer is not a number of single precision");
}

TEST_CASE("names, file name and description of a setting are read") {
  auto json = setting_json("StringXml", "PGIvPg==");
  json["fileName"] = "a.xml";
  json["description"] = "why";
  const auto setting = read_setting(json);
  CHECK(setting.type == DataType::StringXml);
  CHECK(setting.key.text() == "./Vendor/MSFT/X");
  CHECK(setting.display_name == "Name");
  CHECK(setting.description == "why");
  CHECK(setting.file_name == "a.xml");
  CHECK(setting.secrets.empty());
  CHECK(setting.revealed_from.empty());
}

TEST_CASE("beta tells a mask by isEncrypted") {
  auto json = setting_json("String", "****");
  json["isEncrypted"] = true;
  json["secretReferenceValueId"] = "a_b_c";
  CHECK(read_setting(json).value == SettingValue(Masked{"a_b_c"}));
  json["value"] = "something else";
  CHECK(read_setting(json).value == SettingValue(Masked{"a_b_c"}));
  json["isEncrypted"] = false;
  json["secretReferenceValueId"] = nullptr;
  json["value"] = "****";
  CHECK(read_setting(json).value == SettingValue("****"));
}

TEST_CASE("v1.0 tells a mask by its look alone") {
  const auto v1 = [](const std::string& type, const Json& value) {
    return read_setting(without(without(setting_json(type, value), "isEncrypted"), "secretReferenceValueId")).value;
  };
  CHECK(v1("String", "****") == SettingValue(Masked{}));
  CHECK(v1("Base64", "****") == SettingValue(Masked{}));
  CHECK(v1("StringXml", "PGEvPg==") == SettingValue(Masked{}));
  CHECK(v1("String", "PGEvPg==") == SettingValue("PGEvPg=="));
  CHECK(v1("String", "***") == SettingValue("***"));
  CHECK(v1("StringXml", "PGIvPg==") == SettingValue("<b/>"));
  CHECK(v1("Integer", 4) == SettingValue(4));
}

TEST_CASE("a value with no room for a mask is read as it is") {
  CHECK(read_setting(with(setting_json("Integer", 4), "isEncrypted", true)).value == SettingValue(4));
  CHECK(read_setting(with(setting_json("Boolean", true), "isEncrypted", true)).value == SettingValue(true));
}

TEST_CASE("the look of a mask with a reference is a mask") {
  auto json = setting_json("StringXml", "PGEvPg==");
  json["secretReferenceValueId"] = "a_b_c";
  CHECK(read_setting(json).value == SettingValue(Masked{"a_b_c"}));
  json["isEncrypted"] = nullptr;
  CHECK(read_setting(json).value == SettingValue(Masked{"a_b_c"}));
}

TEST_CASE("a revealed value remembers its mask") {
  auto json = setting_json("StringXml", "PGEvPg==");
  json["secretReferenceValueId"] = "a_b_c";
  auto setting = read_setting(json);
  reveal(setting, "<WLANProfile/>");
  CHECK(setting.value == SettingValue("<WLANProfile/>"));
  CHECK(setting.revealed_from == "a_b_c");
}

TEST_CASE("null, empty and absent descriptions are one") {
  for (const auto& json : {with(policy_json(), "description", nullptr), with(policy_json(), "description", ""),
                           without(policy_json(), "description")}) {
    const auto live = policy_from_graph(json);
    REQUIRE(live.ok());
    CHECK_FALSE(description_of(live.value().object));
  }
  CHECK_FALSE(read_setting(with(setting_json("Boolean", true), "description", "")).description);
}

TEST_CASE("what v1.0 does not have is not managed") {
  const auto live = policy_from_graph(without(policy_json(), "roleScopeTagIds"));
  REQUIRE(live.ok());
  CHECK_FALSE(std::get<Policy>(live.value().object).scope_tags);
}

TEST_CASE("an exported policy may lack what the server adds") {
  const auto live =
      policy_from_graph(without(without(without(policy_json(), "version"), "createdDateTime"), "lastModifiedDateTime"));
  REQUIRE(live.ok());
  CHECK(live.value().version == 0);
}

TEST_CASE("an error names the property") {
  CHECK(error_of(without(policy_json(), "displayName")) == "`/displayName` of the answer is missing");
  CHECK(error_of(with(policy_json(), "displayName", nullptr)) == "`/displayName` of the answer is missing");
  CHECK(error_of(without(policy_json(), "id")) == "`/id` of the answer is missing");
  CHECK(error_of(without(policy_json(), "omaSettings")) == "`/omaSettings` of the answer is missing");
  CHECK(error_of(with(policy_json(), "omaSettings", Json::object())) == "`/omaSettings` of the answer is not an array");
  CHECK(error_of(with(policy_json(), "version", "3")) == "`/version` of the answer is not a 32-bit integer");
  CHECK(error_of(with(policy_json(), "roleScopeTagIds", Json::array({"0", 7}))) ==
        "`/roleScopeTagIds/1` of the answer is not a string");
  CHECK(error_of(with_setting("text")) == "`/omaSettings/0` of the answer is not an object");
  CHECK(error_of(with_setting(without(setting_json("Boolean", true), "omaUri"))) ==
        "`/omaSettings/0/omaUri` of the answer is missing");
  CHECK(error_of(Json::array()) == "the answer is not an object");
  CHECK(error_of(with(policy_json(), "@odata.type", "#microsoft.graph.androidCustomConfiguration")) ==
        "`/@odata.type` of the answer is not `#microsoft.graph.windows10CustomConfiguration`");
}

TEST_CASE("a value of another type is an error") {
  CHECK(value_error("Boolean", 1) == "`/omaSettings/0/value` of the answer is not a Boolean");
  CHECK(value_error("Integer", "4") == "`/omaSettings/0/value` of the answer is not a 32-bit integer");
  CHECK(value_error("Integer", 1.5) == "`/omaSettings/0/value` of the answer is not a 32-bit integer");
  CHECK(value_error("Integer", 2147483648) == "`/omaSettings/0/value` of the answer is not a 32-bit integer");
  CHECK(value_error("Integer", 18446744073709551615U) ==
        "`/omaSettings/0/value` of the answer is not a 32-bit integer");
  CHECK(value_error("Integer", -2147483649) == "`/omaSettings/0/value` of the answer is not a 32-bit integer");
  CHECK(value_error("String", 4) == "`/omaSettings/0/value` of the answer is not a string");
  CHECK(value_error("String", nullptr) == "`/omaSettings/0/value` of the answer is missing");
  CHECK(value_error("StringXml", "<a/>") == "`/omaSettings/0/value` of the answer is not base64");
  CHECK(value_error("DateTime", "yesterday") == "`/omaSettings/0/value` of the answer is not a date and time");
  CHECK(value_error("", "x") == "`/omaSettings/0/@odata.type` of the answer names no type of an OMA-URI setting");
}

TEST_CASE("other kinds of deviceConfigurations are told apart") {
  CHECK(is_policy(policy_json()));
  CHECK_FALSE(is_policy(with(policy_json(), "@odata.type", "#microsoft.graph.windows10GeneralConfiguration")));
  CHECK_FALSE(is_policy(without(policy_json(), "@odata.type")));
  CHECK_FALSE(is_policy(Json::array()));
}

TEST_CASE("a dynamic group is read with its rule") {
  const auto group = Json::parse(R"~({"id": "6f1d2c3b-4a59-4687-9a0b-1c2d3e4f5a6b", "displayName": "Company",
    "description": null, "createdDateTime": "2026-02-01T00:00:00Z", "groupTypes": ["DynamicMembership"],
    "membershipRule": "(device.deviceOwnership -eq \"Company\")", "membershipRuleProcessingState": "On"})~");
  const auto live = group_from_graph(group);
  REQUIRE(live.ok());
  CHECK(live.value().created == "2026-02-01T00:00:00Z");
  CHECK(std::get<Group>(live.value().object).membership_rule == "(device.deviceOwnership -eq \"Company\")");
  const auto assigned = group_from_graph(with(group, "groupTypes", Json::array()));
  REQUIRE(assigned.ok());
  CHECK_FALSE(std::get<Group>(assigned.value().object).membership_rule);
  const auto bad = group_from_graph(with(group, "membershipRule", 4));
  REQUIRE_FALSE(bad.ok());
  CHECK(bad.error().message == "`/membershipRule` of the answer is not a string");
}

TEST_CASE("a filter is read with its rule and platform") {
  const auto filter = Json::parse(R"~({"id": "0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b", "displayName": "Corporate",
    "description": "", "rule": "(device.deviceOwnership -eq \"Corporate\")", "platform": "windows10AndLater",
    "createdDateTime": "2026-02-01T00:00:00Z", "lastModifiedDateTime": "2026-03-01T00:00:00Z", "payloads": []})~");
  const auto live = filter_from_graph(filter);
  REQUIRE(live.ok());
  const auto& read = std::get<Filter>(live.value().object);
  CHECK(read.rule == "(device.deviceOwnership -eq \"Corporate\")");
  CHECK(read.platform == "windows10AndLater");
  CHECK_FALSE(read.description);
  CHECK(live.value().last_modified == "2026-03-01T00:00:00Z");
  REQUIRE_FALSE(filter_from_graph(without(filter, "rule")).ok());
}

TEST_CASE("one instant is one, however a list and an object spell it") {
  for (const char* spelling : {"2026-03-01T07:30:00Z", "2026-03-01T07:30:00.0000000Z", "2026-03-01T07:30:00.1234567Z",
                               "2026-03-01T07:30:00+00:00", "2026-03-01T08:30:00.5+01:00"}) {
    CAPTURE(spelling);
    auto json = policy_json();
    json["lastModifiedDateTime"] = spelling;
    const auto live = policy_from_graph(json);
    REQUIRE(live.ok());
    CHECK(live.value().last_modified == "2026-03-01T07:30:00Z");
    CHECK(live_hash(live.value()) == live_hash(policy_from_graph(policy_json()).value()));
  }
  // What is no date is left as it is.
  auto json = policy_json();
  json["lastModifiedDateTime"] = "yesterday";
  CHECK(policy_from_graph(json).value().last_modified == "yesterday");
}
