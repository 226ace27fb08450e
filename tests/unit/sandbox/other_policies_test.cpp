#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox::test;

namespace {

const std::string kRoot = "/deviceManagement/";
const std::string kDevicePolicies = "/beta/deviceManagement/deviceConfigurations";
const std::string kEnrollments = "/beta/deviceManagement/deviceEnrollmentConfigurations";
const std::string kTemplates = "/beta/deviceManagement/groupPolicyConfigurations";
const std::string kIntents = "/beta/deviceManagement/intents";

auto to_all_devices() -> json { return {{"target", {{"@odata.type", "#microsoft.graph.allDevicesAssignmentTarget"}}}}; }

auto type(const std::string& name) -> std::string { return "#microsoft.graph." + name; }

/// A client that may write what is about enrolment, which pinwright never does.
auto enrolling(const json& more = json::object()) -> json {
  auto with = seed(more);
  with["clients"] = json::array(
      {{{"clientId", kClient}, {"secret", "secret"}, {"roles", {"DeviceManagementServiceConfig.ReadWrite.All"}}}});
  return with;
}

auto id_of(const Answer& answer) -> std::string {
  CAPTURE(answer.body);
  REQUIRE(answer.status == 201);
  return answer.body.at("id");
}

}  // namespace

TEST_CASE("identity protection is beta's alone, and shows what was not said as not configured") {
  Local local;
  const json body = {{"@odata.type", type("windowsIdentityProtectionConfiguration")},
                     {"displayName", "Hello"},
                     {"pinMinimumLength", 6},
                     {"pinRecoveryEnabled", true}};
  const auto id = id_of(local.post(kDevicePolicies, body));
  const auto shown = local.get(kDevicePolicies + "/" + id).body;
  CHECK(shown.at("pinMinimumLength") == 6);
  CHECK(shown.at("pinRecoveryEnabled") == true);
  CHECK(shown.at("pinUppercaseCharactersUsage") == "notConfigured");
  CHECK(shown.at("securityDeviceRequired") == false);
  CHECK(shown.at("windowsHelloForBusinessBlocked").is_null());
  CHECK_FALSE(shown.contains("omaSettings"));

  const std::string v1 = "/v1.0/deviceManagement/deviceConfigurations";
  CHECK(local.post(v1, body).status == 400);
  CHECK(local.get(v1).body.at("value").empty());
  CHECK(local.get(v1 + "/" + id).status == 404);
}

TEST_CASE("typed configurations are told apart by type, and keep it") {
  Local local;
  const json update = {{"@odata.type", type("windowsUpdateForBusinessConfiguration")},
                       {"displayName", "Rings"},
                       {"qualityUpdatesDeferralPeriodInDays", 7},
                       {"installationSchedule",
                        {{"@odata.type", type("windowsUpdateActiveHoursInstall")},
                         {"activeHoursStart", "08:00:00"},
                         {"activeHoursEnd", "17:00:00.0000000"}}}};
  const auto id = id_of(local.post(kDevicePolicies, update));
  id_of(local.post(kDevicePolicies, policy()));
  const auto filtered =
      local.get(kDevicePolicies + "?$filter=isof('microsoft.graph.windowsUpdateForBusinessConfiguration')").body;
  REQUIRE(filtered.at("value").size() == 1);
  const auto& shown = filtered.at("value").at(0);
  CHECK(shown.at("qualityUpdatesDeferralPeriodInDays") == 7);
  CHECK(shown.at("installationSchedule").at("@odata.type") == type("windowsUpdateActiveHoursInstall"));
  const json other = {{"@odata.type", type("windows10CustomConfiguration")}, {"displayName", "x"}};
  CHECK(local.patch(kDevicePolicies + "/" + id, other).status == 400);
  for (const auto& wrong : {json{{"installationSchedule", {{"activeHoursStart", "08:00:00"}}}},
                            json{{"qualityUpdatesDeferralPeriodInDays", "7"}}, json{{"omaSettings", json::array()}},
                            json{{"automaticUpdateMode", "never"}}}) {
    CAPTURE(wrong);
    auto body = update;
    body.update(wrong);
    CHECK(local.post(kDevicePolicies, body).status == 400);
  }
}

TEST_CASE("every tenant has a default Windows Hello for Business configuration for everyone") {
  Local local(enrolling());
  const auto found = local.get(kEnrollments + "?$expand=assignments").body.at("value");
  REQUIRE(found.size() == 1);
  const auto& shown = found.at(0);
  CHECK(shown.at("id") == std::string(kTenant) + "_DefaultWindowsHelloForBusiness");
  CHECK(shown.at("deviceEnrollmentConfigurationType") == "defaultWindowsHelloForBusiness");
  CHECK(shown.at("state") == "notConfigured");
  REQUIRE(shown.at("assignments").size() == 1);
  CHECK(shown.at("assignments").at(0).at("target").at("@odata.type") == type("allLicensedUsersAssignmentTarget"));
  CHECK(local.remove(kEnrollments + "/" + shown.at("id").get<std::string>()).status == 400);
}

TEST_CASE("enrolment configurations are made, changed, assigned and deleted in both versions") {
  Local local(enrolling({{"deviceEnrollmentConfigurations",
                          {{{"@odata.type", type("deviceEnrollmentWindowsHelloForBusinessConfiguration")},
                            {"id", std::string(kTenant) + "_DefaultWindowsHelloForBusiness"},
                            {"displayName", "All users"},
                            {"state", "enabled"},
                            {"pinMinimumLength", 8}}}}}));
  const auto found = local.get(kEnrollments).body.at("value");
  REQUIRE(found.size() == 1);
  CHECK(found.at(0).at("pinMinimumLength") == 8);
  for (const auto* version : {"/v1.0", "/beta"}) {
    CAPTURE(version);
    const auto all = version + kRoot + "deviceEnrollmentConfigurations";
    const json body = {{"@odata.type", type("deviceEnrollmentWindowsHelloForBusinessConfiguration")},
                       {"displayName", "Hello"},
                       {"state", "enabled"}};
    const auto path = all + "/" + id_of(local.post(all, body));
    CHECK(path.ends_with("_WindowsHelloForBusiness"));
    const json change = {{"@odata.type", type("deviceEnrollmentWindowsHelloForBusinessConfiguration")},
                         {"pinMinimumLength", 10}};
    const auto changed = local.patch(path, change);
    CHECK(changed.body.at("pinMinimumLength") == 10);
    CHECK(changed.body.at("version") == 2);
    CHECK(changed.body.contains("roleScopeTagIds") == (std::string(version) == "/beta"));
    CHECK(local.post(path + "/assign", {{"enrollmentConfigurationAssignments", json::array({to_all_devices()})}})
              .status == 204);
    CHECK(local.post(path + "/assign", {{"assignments", json::array({to_all_devices()})}}).status == 400);
    const auto assignments = local.get(path + "/assignments").body.at("value");
    REQUIRE(assignments.size() == 1);
    CHECK(assignments.at(0).contains("source") == (std::string(version) == "/beta"));
    auto wrong = body;
    wrong.update({{"pinMinimumLength", 10}, {"pinMaximumLength", 9}});
    CHECK(local.post(all, wrong).status == 400);
    wrong = body;
    wrong["pinLowercaseCharactersUsage"] = "blocked";
    CHECK(local.post(all, wrong).status == 400);
    CHECK(local.remove(path).status == 204);
  }
}

TEST_CASE("enrolment needs a right of its own") {
  auto with = seed();
  with["clients"] = {
      {{"clientId", kClient}, {"secret", "secret"}, {"roles", {"DeviceManagementConfiguration.Read.All"}}}};
  Local local(with);
  CHECK(local.get(kEnrollments).status == 403);
  CHECK(local.get(kIntents).status == 200);
}

namespace {

constexpr auto kSize = "44444444-4444-4444-8444-444444444444";
constexpr auto kSizeBox = "55555555-5555-4555-8555-555555555555";
constexpr auto kModeList = "66666666-6666-4666-8666-666666666666";

auto template_seed(const json& more = json::object()) -> json {
  json with = {{"groupPolicyDefinitions",
                {{{"id", kSize},
                  {"displayName", "Log size"},
                  {"categoryPath", "\\Windows Components\\Event Log"},
                  {"classType", "machine"},
                  {"policyType", "admxBacked"},
                  {"presentations",
                   {{{"@odata.type", type("groupPolicyPresentationDecimalTextBox")},
                     {"id", kSizeBox},
                     {"label", "Size"},
                     {"required", true},
                     {"minValue", 1},
                     {"maxValue", 100}},
                    {{"@odata.type", type("groupPolicyPresentationDropdownList")},
                     {"id", kModeList},
                     {"label", "Mode"},
                     {"items", {{{"displayName", "Keep"}, {"value", "keep"}}}}}}}}}}};
  with.update(more);
  return seed(with);
}

auto presentation_value(const std::string& kind, const std::string& presentation, const json& value) -> json {
  return {{"@odata.type", type("groupPolicyPresentationValue" + kind)},
          {"value", value},
          {"presentation@odata.bind", std::string("https://graph.microsoft.com/beta/deviceManagement/"
                                                  "groupPolicyDefinitions('") +
                                          kSize + "')/presentations('" + presentation + "')"}};
}

auto definition_value(bool enabled, const json& presentations) -> json {
  return {{"enabled", enabled},
          {"definition@odata.bind",
           std::string("https://graph.microsoft.com/beta/deviceManagement/groupPolicyDefinitions('") + kSize + "')"},
          {"presentationValues", presentations}};
}

}  // namespace

TEST_CASE("definition values are added, updated and deleted, and shown with what they belong to") {
  Local local(template_seed());
  const auto path = kTemplates + "/" + id_of(local.post(kTemplates, {{"displayName", "Templates"}}));
  const auto change = path + "/updateDefinitionValues";
  const auto size = presentation_value("Decimal", kSizeBox, 7);
  REQUIRE(local.post(change, {{"added", json::array({definition_value(true, json::array({size}))})}}).status == 204);
  const auto plain = local.get(path + "/definitionValues").body.at("value").at(0);
  CHECK(plain.at("enabled") == true);
  CHECK_FALSE(plain.contains("definition"));
  CHECK_FALSE(plain.contains("presentationValues"));
  const auto shown =
      local.get(path + "/definitionValues?$expand=definition,presentationValues($expand=presentation)").body;
  const auto& value = shown.at("value").at(0);
  CHECK(value.at("definition").at("displayName") == "Log size");
  CHECK(value.at("presentationValues").at(0).at("value") == 7);
  CHECK(value.at("presentationValues").at(0).at("presentation").at("label") == "Size");

  const std::string id = plain.at("id");
  const auto one = path + "/definitionValues/" + id;
  CHECK(local.get(one + "/definition").body.at("id") == kSize);
  CHECK(local.get(one + "/presentationValues").body.at("value").at(0).at("value") == 7);
  auto update = definition_value(false, json::array());
  update["id"] = id;
  REQUIRE(local.post(change, {{"updated", json::array({update})}}).status == 204);
  CHECK(local.get(path + "/definitionValues").body.at("value").at(0).at("enabled") == false);
  CHECK(local.get(path + "/definitionValues").body.at("value").at(0).at("id") == id);
  REQUIRE(local.post(change, {{"deletedIds", json::array({id})}}).status == 204);
  CHECK(local.get(path + "/definitionValues").body.at("value").empty());
}

TEST_CASE("definition values that do not fit their definition are refused, all together") {
  Local local(template_seed());
  const auto path = kTemplates + "/" + id_of(local.post(kTemplates, {{"displayName", "Templates"}}));
  const auto size = presentation_value("Decimal", kSizeBox, 7);
  const auto good = definition_value(true, json::array({size}));
  auto unbound = good;
  unbound.erase("definition@odata.bind");
  auto elsewhere = good;
  elsewhere["definition@odata.bind"] = "groupPolicyDefinitions('99999999-9999-4999-8999-999999999999')";
  for (const auto& added :
       {json::array({unbound}), json::array({elsewhere}), json::array({good, good}),
        json::array({definition_value(true, json::array())}), json::array({definition_value(true, {size, size})}),
        json::array({definition_value(true, json::array({presentation_value("Text", kSizeBox, "7")}))}),
        json::array({definition_value(true, json::array({presentation_value("Decimal", kSizeBox, 101)}))}),
        json::array({definition_value(true, {size, presentation_value("Text", kModeList, "drop")})}),
        json::array({definition_value(true, {size, presentation_value("Text", kSize, "keep")})})}) {
    CAPTURE(added);
    CHECK(local.post(path + "/updateDefinitionValues", {{"added", added}}).status == 400);
  }
  CHECK(local.get(path + "/definitionValues").body.at("value").empty());
  const auto text = presentation_value("Text", kModeList, "keep");
  CHECK(local.post(path + "/updateDefinitionValues", {{"added", json::array({definition_value(true, {size, text})})}})
            .status == 204);
}

TEST_CASE("Administrative Templates come with a seed, and are assigned and deleted") {
  const auto size = presentation_value("Decimal", kSizeBox, 7);
  Local local(template_seed({{"groupPolicyConfigurations",
                              {{{"displayName", "Seeded"},
                                {"definitionValues", json::array({definition_value(true, json::array({size}))})},
                                {"assignments", json::array({to_all_devices()})}}}}}));
  const auto seeded = local.get(kTemplates + "?$expand=assignments").body.at("value");
  REQUIRE(seeded.size() == 1);
  CHECK(seeded.at(0).at("policyConfigurationIngestionType") == "builtIn");
  CHECK(seeded.at(0).at("assignments").size() == 1);
  const auto path = kTemplates + "/" + seeded.at(0).at("id").get<std::string>();
  CHECK(local.get(path + "/definitionValues").body.at("value").size() == 1);
  CHECK(local.post(path + "/assign", {{"assignments", json::array()}}).status == 200);
  CHECK(local.remove(path).status == 204);
  CHECK(local.get(kTemplates + "/$count").reply.body ==
        "\xEF\xBB\xBF"
        "0");
}

TEST_CASE("intents show their settings as value and as JSON, and take changes by id") {
  const std::string definition = "deviceConfiguration--windowsIdentityProtectionConfiguration_pinMinimumLength";
  Local local(seed({{"intents",
                     {{{"displayName", "Baseline"},
                       {"templateId", kPilot},
                       {"assignments", json::array({to_all_devices()})},
                       {"settings",
                        {{{"@odata.type", type("deviceManagementIntegerSettingInstance")},
                          {"definitionId", definition},
                          {"value", 6}},
                         {{"@odata.type", type("deviceManagementBooleanSettingInstance")},
                          {"definitionId", "blocked"},
                          {"valueJson", "false"}}}}}}}}));
  const auto intent = local.get(kIntents).body.at("value").at(0);
  CHECK(intent.at("isAssigned") == true);
  CHECK(intent.at("templateId") == kPilot);
  const auto path = kIntents + "/" + intent.at("id").get<std::string>();
  const auto settings = local.get(path + "/settings").body.at("value");
  REQUIRE(settings.size() == 2);
  CHECK(settings.at(0).at("valueJson") == "6");
  CHECK(settings.at(1).at("value") == false);

  const auto changed = [&](const json& change) {
    auto setting = settings.at(0);
    setting.update(change);
    return local.post(path + "/updateSettings", {{"settings", json::array({setting})}}).status;
  };
  CHECK(changed({{"value", 8}, {"valueJson", "8"}}) == 204);
  CHECK(local.get(path + "/settings").body.at("value").at(0).at("value") == 8);
  CHECK(changed({{"value", 8}, {"valueJson", "9"}}) == 400);
  CHECK(changed({{"id", "nothing"}}) == 400);
  CHECK(changed({{"definitionId", "blocked"}}) == 400);
  CHECK(changed({{"value", "8"}}) == 400);
  CHECK(local.post(path + "/assign", {{"assignments", json::array()}}).status == 204);
  CHECK(local.get(path).body.at("isAssigned") == false);
  CHECK(local.get("/v1.0/deviceManagement/intents").status == 400);
}

TEST_CASE("v1.0 takes and shows the members of enumerations that it has") {
  Local local;
  const json body = {
      {"@odata.type", type("sharedPCConfiguration")}, {"displayName", "Shared"}, {"allowedAccounts", "notConfigured"}};
  const std::string v1 = "/v1.0/deviceManagement/deviceConfigurations";
  CHECK(local.post(v1, body).status == 400);
  const auto id = id_of(local.post(kDevicePolicies, body));
  CHECK(local.get(kDevicePolicies + "/" + id).body.at("allowedAccounts") == "notConfigured");
  CHECK(local.get(v1 + "/" + id).body.at("allowedAccounts") == "guest");
}
