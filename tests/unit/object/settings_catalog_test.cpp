#include "object/codec/settings_catalog.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "object/codec/catalog_place.hpp"
#include "unit/object/catalog_samples.hpp"

using namespace pinwright::object;
namespace csp = pinwright::csp;
using namespace pinwright::object::samples;

namespace {

auto misfit_of(const Setting& setting) -> std::string {
  const auto why = settings_catalog_misfit(setting);
  return why ? why->reason : std::string();
}

/// A payload, made as Intune does not spell it.
const std::string kHardened =
    "<Enabled/>\n <Data id=\"Pol_HardenedPaths\" value=\"\\\\a&#xF000;one&#xF000;\\\\b&#xF000;two\"/>";

}  // namespace

TEST_CASE("a body has the shape of Microsoft's, and the tenant ID is not in it") {
  auto hello = policy({setting(DataType::Boolean, true, kPassport + "EnablePinRecovery"),
                       number(6, kPassport + "PINComplexity/MinimumPINLength")});
  hello.target = Target::SettingsCatalog;
  hello.description = "Text";
  settings_catalog_settle(hello);
  const std::string group = "device_vendor_msft_passportforwork_{tenantid}";
  const auto wanted = Json::parse(R"({"name":"Policy","description":"Text","platforms":"windows10",
    "technologies":"mdm","settings":[
    {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSetting","settingInstance":{
     "@odata.type":"#microsoft.graph.deviceManagementConfigurationGroupSettingCollectionInstance",
     "settingDefinitionId":"device_vendor_msft_passportforwork_{tenantid}",
     "groupSettingCollectionValue":[{"children":[
      {"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
       "settingDefinitionId":"device_vendor_msft_passportforwork_{tenantid}_policies_enablepinrecovery",
       "choiceSettingValue":{"value":"device_vendor_msft_passportforwork_{tenantid}_policies_enablepinrecovery_true",
                             "children":[]}},
      {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
       "settingDefinitionId":"device_vendor_msft_passportforwork_{tenantid}_policies_pincomplexity_minimumpinlength",
       "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValue",
                             "value":6}}]}]}}]})");
  CHECK(settings_catalog_to_graph(hello) == wanted);
  CHECK(hello.settings[0].key.text() == "./Device/Vendor/MSFT/PassportForWork/{TenantId}/Policies/EnablePinRecovery");
}

TEST_CASE("each control has its instance") {
  const auto made = instances({
      number(0, kConfig + "Camera/AllowCamera"),
      text("sts.contoso.com;idp.contoso.com", kConfig + "Authentication/ConfigureWebSignInAllowedUrls"),
      number(5, "./Vendor/MSFT/Firewall/MdmStore/Global/IPsecExempt"),
      number(1, kConfig + "DeliveryOptimization/DOCacheHostSource"),
  });
  REQUIRE(made.size() == 4);
  CHECK(made[0]["choiceSettingValue"]["value"] == "device_vendor_msft_policy_config_camera_allowcamera_0");
  CHECK(made[1]["@odata.type"] == kTypes + "SimpleSettingCollectionInstance");
  CHECK(made[1]["simpleSettingCollectionValue"].size() == 2);
  CHECK(made[1]["simpleSettingCollectionValue"][1]["value"] == "idp.contoso.com");
  CHECK(made[2]["@odata.type"] == kTypes + "ChoiceSettingCollectionInstance");
  const std::string exempt = "vendor_msft_firewall_mdmstore_global_ipsecexempt";
  CHECK(made[2]["settingDefinitionId"] == exempt);
  REQUIRE(made[2]["choiceSettingCollectionValue"].size() == 2);
  CHECK(made[2]["choiceSettingCollectionValue"][0]["value"] == exempt + "_1");
  CHECK(made[2]["choiceSettingCollectionValue"][1]["value"] == exempt + "_4");
  CHECK(made[3]["simpleSettingValue"]["value"] == 1);
}

TEST_CASE("an instance with a name is an item of its group, with the name in a setting of its own") {
  const std::string rules = "./Vendor/MSFT/Firewall/MdmStore/FirewallRules/";
  const auto made = instances({text("Web", rules + "Web%20server/Name"), text("Mail", rules + "Mail/Name"),
                               text("80", rules + "web%20server/LocalPortRanges")});
  REQUIRE(made.size() == 1);
  const std::string group = "vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}";
  CHECK(made[0]["settingDefinitionId"] == group);
  const auto& items = made[0]["groupSettingCollectionValue"];
  REQUIRE(items.size() == 2);
  REQUIRE(items[0]["children"].size() == 3);
  CHECK(items[0]["children"][0]["settingDefinitionId"] == group + "_firewallrulename");
  CHECK(items[0]["children"][0]["simpleSettingValue"]["value"] == "Web server");
  CHECK(items[0]["children"][2]["settingDefinitionId"] == group + "_localportranges");
  CHECK(items[1]["children"][0]["simpleSettingValue"]["value"] == "Mail");
}

TEST_CASE("elements of an ADMX policy are children of its option") {
  const auto made = instances({text(kHardened, kConfig + "Connectivity/HardenedUNCPaths")});
  const std::string id = "device_vendor_msft_policy_config_connectivity_hardeneduncpaths";
  CHECK(made[0]["choiceSettingValue"]["value"] == id + "_1");
  const auto& list = made[0]["choiceSettingValue"]["children"][0];
  CHECK(list["settingDefinitionId"] == id + "_pol_hardenedpaths");
  const auto& entries = list["groupSettingCollectionValue"];
  REQUIRE(entries.size() == 2);
  CHECK(entries[1]["children"][0]["settingDefinitionId"] == id + "_pol_hardenedpaths_key");
  CHECK(entries[1]["children"][0]["simpleSettingValue"]["value"] == "\\\\b");
  CHECK(entries[1]["children"][1]["simpleSettingValue"]["value"] == "two");
  const auto off = instances({text("<disabled/>", kConfig + "Connectivity/HardenedUNCPaths")});
  CHECK(off[0]["choiceSettingValue"] == Json{{"value", id + "_0"}, {"children", Json::array()}});
}

TEST_CASE("a policy of the settings catalog is read as it was settled") {
  const auto wanted = settled({
      setting(DataType::Boolean, true, kPassport + "EnablePinRecovery"),
      number(6, kPassport + "PINComplexity/MinimumPINLength"),
      number(0, kConfig + "Camera/AllowCamera"),
      text("a.example;b.example", kConfig + "Authentication/ConfigureWebSignInAllowedUrls"),
      number(5, "./Vendor/MSFT/Firewall/MdmStore/Global/IPsecExempt"),
      text("Web", "./Vendor/MSFT/Firewall/MdmStore/FirewallRules/Web%20server/Name"),
      setting(DataType::Boolean, false, "./Vendor/MSFT/Firewall/MdmStore/FirewallRules/Web%20server/Enabled"),
      text("in", "./Vendor/MSFT/Firewall/MdmStore/FirewallRules/Web%20server/Direction"),
      text(kHardened, kConfig + "Connectivity/HardenedUNCPaths"),
      text("<disabled/>", kConfig + "Connectivity/DiablePrintingOverHTTP"),
  });
  const auto read = read_back(settings_catalog_to_graph(wanted));
  CHECK(read.target == Target::SettingsCatalog);
  CHECK(read.display_name == "Policy");
  CHECK(canonical_settings(read.settings) == canonical_settings(wanted.settings));
  CHECK(std::get<bool>(wanted.settings[0].value));
  CHECK(text_at(wanted, 7) == "IN");  // the DDF spells it so
  CHECK(text_at(wanted, 8) ==
        "<enabled/>\n<data id=\"Pol_HardenedPaths\" value=\"\\\\a&#xF000;one&#xF000;\\\\b&#xF000;two\"/>");
}

TEST_CASE("a value of the environment is settled once it is there") {
  auto later = text("<enabled/><data id=\"Pol_HardenedPaths\" value=\"{env.NAME}\"/>",
                    kConfig + "Connectivity/HardenedUNCPaths");
  later.secrets = {"NAME"};
  auto made = settled({later});
  CHECK(text_at(made, 0) == std::get<std::string>(later.value));
  std::get<std::string>(made.settings[0].value) = "<enabled/><data id=\"pol_hardenedpaths\" value=\"a&#xF000;b\"/>";
  settings_catalog_settle(made);
  CHECK(text_at(made, 0) == "<enabled/>\n<data id=\"Pol_HardenedPaths\" value=\"a&#xF000;b\"/>");
}

TEST_CASE("a node that is newer than the list is read as it was settled") {
  const auto wanted = settled({number(1, kConfig + "Update/MaintenanceWindowEnabled"),
                               number(2000, kConfig + "LanmanServer/AuthRateLimiterDelayInMs")});
  const auto read = read_back(settings_catalog_to_graph(wanted));
  CHECK(canonical_settings(read.settings) == canonical_settings(wanted.settings));
}

TEST_CASE("a node that is newer than the list converges, each of them that can be written") {
  const auto check = [](const std::vector<csp::Node>& nodes, const auto& self) -> void {
    for (const auto& node : nodes) {
      self(node.children(), self);
      if (!node.is_newer_than_definitions() || node.format() == csp::Format::Node) continue;
      const auto values = node.allowed_values();
      const bool is_listed = node.allowed() == csp::Allowed::Enum || node.allowed() == csp::Allowed::Flag;
      const auto value = node.is_admx_backed() ? std::string("<disabled/>")
                                               : std::string(is_listed && !values.empty() ? values.front() : "1");
      const auto one = text(value, node.uri());
      const auto why = settings_catalog_misfit(one);
      if (why && !why->is_doubt) continue;
      INFO(node.uri());
      const auto wanted = settled({one});
      const auto read = read_back(settings_catalog_to_graph(wanted));
      CHECK(canonical_settings(read.settings) == canonical_settings(wanted.settings));
    }
  };
  const auto roots = built_in_catalog().roots();
  check(roots, check);
}

TEST_CASE("of a choice whose options nobody knows, what can be no option is refused, and the rest is a doubt") {
  const std::string tamper = "./Device/Vendor/MSFT/Defender/Configuration/TamperProtection";
  CHECK(misfit_of(text("<x/>", tamper)) ==
        "the settings catalog takes one of its options here, and `<x/>` can be none");
  const auto doubt = settings_catalog_misfit(text("enabled", tamper));
  REQUIRE(doubt);
  CHECK(doubt->is_doubt);
  CHECK(doubt->reason == "the list of March 2025 does not say which options it has");
}

TEST_CASE("an enabled ADMX policy without a required element does not fit") {
  const std::string drives = "./Device/Vendor/MSFT/BitLocker/EncryptionMethodByDriveType";
  CHECK(misfit_of(text("<enabled/>", drives)) ==
        "its payload lacks the element `EncryptionMethodWithXtsOsDropDown_Name`, without which Intune refuses the "
        "policy");
  CHECK(misfit_of(text("<disabled/>", drives)).empty());
  CHECK(misfit_of(text("<enabled/>", kConfig + "Printers/PointAndPrintRestrictions")).empty());
}

TEST_CASE("the options of the list stand in the place of the DDF's values") {
  CHECK(settings_catalog_has_own_values(number(1, kConfig + "Connectivity/AllowBluetooth").key));
  CHECK_FALSE(settings_catalog_has_own_values(number(1, kConfig + "Camera/AllowCamera").key));
  CHECK(misfit_of(number(1, kConfig + "Connectivity/AllowBluetooth")).empty());
  CHECK(misfit_of(text("install",
                       "./Device/Vendor/MSFT/WindowsDefenderApplicationGuard/"
                       "InstallWindowsDefenderApplicationGuard"))
            .empty());
}

TEST_CASE("settings behind an option that is no payload are settings of their own") {
  const auto read = read_back(Json::parse(R"({"name":"P","technologies":"mdm","settings":[
    {"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
      "settingDefinitionId":"vendor_msft_firewall_mdmstore_publicprofile_enablefirewall",
      "choiceSettingValue":{"value":"vendor_msft_firewall_mdmstore_publicprofile_enablefirewall_true","children":[
       {"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
        "settingDefinitionId":"vendor_msft_firewall_mdmstore_publicprofile_shielded",
        "choiceSettingValue":{"value":"vendor_msft_firewall_mdmstore_publicprofile_shielded_false","children":[]}}
      ]}}}]})"));
  REQUIRE(read.settings.size() == 2);
  CHECK(read.settings[1].key.text() == "./Vendor/MSFT/Firewall/MdmStore/PublicProfile/Shielded");
  CHECK_FALSE(std::get<bool>(read.settings[1].value));
}

TEST_CASE("the token of a secret goes back as it came") {
  const auto body = Json::parse(R"({"name":"P","technologies":"mdm","settings":[
    {"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
      "settingDefinitionId":"device_vendor_msft_policy_config_bluetooth_localdevicename",
      "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSecretSettingValue",
        "value":"TOKEN","valueState":"encryptedValueToken"}}}]})");
  const auto read = read_back(body);
  REQUIRE(read.settings.size() == 1);
  if (const auto* mask = std::get_if<Masked>(&read.settings[0].value)) {
    CHECK(mask->reference == "TOKEN");
    const auto value = settings_catalog_to_graph(read)["settings"][0]["settingInstance"]["simpleSettingValue"];
    CHECK(value == body["settings"][0]["settingInstance"]["simpleSettingValue"]);
  } else {
    FAIL("the token is taken for a value");
  }
}

TEST_CASE("why a setting does not fit is said, and what fits in doubt is written") {
  CHECK(misfit_of(setting(DataType::Boolean, true, "./Device/Vendor/MSFT/VPNv2/Office/AlwaysOn")) ==
        "the list of March 2025 has no definition of it");
  CHECK(misfit_of(number(60, "./Device/Vendor/MSFT/DMClient/Provider/Contoso/ConfigRefresh/Cadence")) ==
        "a policy of the settings catalog does not carry the name of an instance of "
        "`./Device/Vendor/MSFT/DMClient/Provider/{ProviderID}`");
  CHECK(misfit_of(text("x=1", kConfig + "Defender/AttackSurfaceReductionRules")) ==
        "the settings catalog splits its value into settings of their own");
  CHECK(misfit_of(number(1, "./Device/Vendor/MSFT/WiFi/Profile/Office/WiFiCost")) ==
        "the list of March 2025 does not say how it is set");
  CHECK(misfit_of(number(7, kConfig + "Camera/AllowCamera")) ==
        "the settings catalog has no option `7` of it, only `0`, `1`");
  CHECK(misfit_of(number(0, kConfig + "Camera/AllowCamera")).empty());
  // A value that no file spells: the environment says it later.
  auto later = text("{env.NAME}", kConfig + "Camera/AllowCamera");
  later.secrets = {"NAME"};
  CHECK(misfit_of(later).empty());
  const auto newer = number(1, kConfig + "AboveLock/ConfigureAudioOnLockScreen");
  const auto doubt = settings_catalog_misfit(newer);
  REQUIRE(doubt);
  CHECK(doubt->is_doubt);
  CHECK(instances({newer})[0]["settingDefinitionId"] ==
        "device_vendor_msft_policy_config_abovelock_configureaudioonlockscreen");
}

TEST_CASE("what Graph cannot have answered is an error that names the place") {
  const auto error_of = [](const char* settings) {
    auto answer = nlohmann::json::parse(R"({"id":"x","name":"P","technologies":"mdm"})");
    answer["settings"] = nlohmann::json::parse(settings);
    const auto live = settings_catalog_from_graph(answer, nullptr);
    return live.ok() ? std::string() : live.error().message;
  };
  CHECK(error_of("7").find("/settings") != std::string::npos);
  CHECK(error_of("[{}]").find("/settings/0/settingInstance") != std::string::npos);
  CHECK(error_of(R"([{"settingInstance":{}}])").find("settingDefinitionId") != std::string::npos);
  const auto deep = std::string(200, '[') + std::string(200, ']');
  CHECK(error_of((R"([{"settingInstance":{"settingDefinitionId":"a","x":)" + deep + "}}]").c_str()).find("too deep") !=
        std::string::npos);
}

TEST_CASE("children that are no settings are an error, and neither lost nor kept") {
  const auto error_of = [](const std::string& type, const std::string& id, const std::string& value) {
    const auto answer = nlohmann::json::parse(fmt::format(
        R"({{"id":"x","name":"P","technologies":"mdm","settings":[{{"settingInstance":{{"@odata.type":"{}{}","settingDefinitionId":"{}",{}}}}}]}})",
        kTypes, type, id, value));
    const auto live = settings_catalog_from_graph(answer, nullptr);
    return live.ok() ? std::string() : live.error().message;
  };
  const std::string camera = "device_vendor_msft_policy_config_camera_allowcamera";
  const std::string admx = "device_vendor_msft_bitlocker_removabledrivesconfigurebde";
  const std::string group = "device_vendor_msft_passportforwork_{tenantid}";
  const std::string unknown = "device_vendor_msft_of_tomorrow";
  const auto* const wanted = "`/settings/0/settingInstance` of the answer has a child that is no setting";
  for (const auto* children : {"5", "[null]", "[5]", "[{}]", R"([{"settingDefinitionId":null}])", R"({"a":1})"}) {
    INFO(children);
    for (const auto& id : {camera, admx, unknown}) {
      const auto option = fmt::format(R"({{"value":"{}_1","children":{}}})", id, children);
      CHECK(error_of("ChoiceSettingInstance", id, R"("choiceSettingValue":)" + option) == wanted);
      CHECK(error_of("ChoiceSettingCollectionInstance", id, R"("choiceSettingCollectionValue":[)" + option + "]") ==
            wanted);
      const auto nested = fmt::format(
          R"("choiceSettingValue":{{"value":"b","children":[{{"settingDefinitionId":"c","choiceSettingValue":{}}}]}})",
          option);
      CHECK(error_of("ChoiceSettingInstance", id, nested) == wanted);
    }
    for (const auto& id : {group, unknown}) {
      const auto items = fmt::format(R"("groupSettingCollectionValue":[{{"children":{}}}])", children);
      CHECK(error_of("GroupSettingCollectionInstance", id, items) == wanted);
    }
  }
  CHECK(error_of("GroupSettingCollectionInstance", group, R"("groupSettingCollectionValue":[null])") == wanted);
  for (const auto* children : {"null", "[]"})
    CHECK(error_of("ChoiceSettingInstance", camera,
                   fmt::format(R"("choiceSettingValue":{{"value":"{}_1","children":{}}})", camera, children))
              .empty());
}

TEST_CASE("settings of Intune's own provider stand in its group, which names no instance") {
  const std::string provider = "./Device/Vendor/MSFT/DMClient/Provider/MS%20DM%20Server/ConfigRefresh/";
  const auto wanted =
      settled({setting(DataType::Boolean, true, provider + "Enabled"), number(60, provider + "Cadence")});
  const auto body = settings_catalog_to_graph(wanted);
  REQUIRE(body["settings"].size() == 1);
  const auto& group = body["settings"][0]["settingInstance"];
  CHECK(group["settingDefinitionId"] == "device_vendor_msft_dmclient_provider_{providerid}");
  REQUIRE(group["groupSettingCollectionValue"].size() == 1);
  const auto& children = group["groupSettingCollectionValue"][0]["children"];
  REQUIRE(children.size() == 2);
  CHECK(children[0]["choiceSettingValue"]["value"] ==
        "device_vendor_msft_dmclient_provider_{providerid}_configrefresh_enabled_true");
  CHECK(children[1]["simpleSettingValue"]["value"] == 60);
  const auto read = read_back(body);
  CHECK(read.settings.at(0).key.text() == provider + "Enabled");
  CHECK(canonical_settings(read.settings) == canonical_settings(wanted.settings));
  CHECK(settings_catalog_misfit(number(60, "./Device/Vendor/MSFT/DMClient/Provider/Contoso/ConfigRefresh/Cadence")));
  CHECK_FALSE(
      settings_catalog_misfit(number(60, "./Device/Vendor/MSFT/DMClient/Provider/MS DM Server/ConfigRefresh/Cadence")));
}

namespace {

/// A simple value of the type as a policy of one setting is read: of a node with a text.
auto read_simple(const std::string& type, const Json& more = Json::object()) -> Setting {
  Json value{{"@odata.type", kTypes + type}, {"value", "text"}};
  value.update(more);
  Json body{{"name", "P"}, {"technologies", "mdm"}, {"settings", Json::array()}};
  body["settings"].push_back({{"settingInstance",
                               {{"@odata.type", kTypes + "SimpleSettingInstance"},
                                {"settingDefinitionId", "vendor_msft_firewall_mdmstore_domainprofile_logfilepath"},
                                {"simpleSettingValue", value}}}});
  return read_back(body).settings.at(0);
}

}  // namespace

TEST_CASE("a value that stands where secrets do is a secret, in clear too") {
  const auto clear = read_simple("SecretSettingValue", {{"valueState", "notEncrypted"}});
  CHECK(clear.is_secret);
  CHECK(std::get<std::string>(clear.value) == "text");
  const auto token = read_simple("SecretSettingValue", {{"valueState", "encryptedValueToken"}});
  CHECK(token.is_secret);
  CHECK(std::holds_alternative<Masked>(token.value));
  CHECK_FALSE(read_simple("StringSettingValue").is_secret);
}

TEST_CASE("a reference, and a value of a type that nobody knows, are kept as they are") {
  for (const std::string type : {"ReferenceSettingValue", "TomorrowsSettingValue"}) {
    const auto kept = read_simple(type, {{"note", "n"}});
    CHECK(kept.key.parsed() == nullptr);
    Policy policy;
    policy.settings = {kept};
    const auto body = settings_catalog_to_graph(policy);
    CHECK(body["settings"][0]["settingInstance"]["simpleSettingValue"]["@odata.type"] == kTypes + type);
  }
}

TEST_CASE("what a text of the files would say otherwise is kept as it is") {
  const auto kept = [](const Json& instance) {
    Json body{{"name", "P"}, {"technologies", "mdm"}, {"settings", Json::array()}};
    body["settings"].push_back({{"settingInstance", instance}});
    return read_back(body).settings.at(0).key.parsed() == nullptr;
  };
  const auto list = [](const std::vector<std::string>& texts) {
    Json values = Json::array();
    for (const auto& one : texts) values.push_back({{"@odata.type", kTypes + "StringSettingValue"}, {"value", one}});
    return Json{{"@odata.type", kTypes + "SimpleSettingCollectionInstance"},
                {"settingDefinitionId", "device_vendor_msft_policy_config_defender_excludedpaths"},
                {"simpleSettingCollectionValue", values}};
  };
  CHECK(kept(list({"C:\\a|b"})));
  CHECK(kept(list({""})));
  CHECK_FALSE(kept(list({"C:\\a", "C:\\b"})));
  CHECK_FALSE(kept(list({})));
  const std::string bde = "device_vendor_msft_bitlocker_removabledrivesconfigurebde";
  const auto choice = [](const std::string& id, const std::string& option, Json children) {
    return Json{{"@odata.type", kTypes + "ChoiceSettingInstance"},
                {"settingDefinitionId", id},
                {"choiceSettingValue", {{"value", id + "_" + option}, {"children", std::move(children)}}}};
  };
  CHECK(kept(choice(bde, "0", Json::array({choice(bde + "_rdvallowbde_name", "1", Json::array())}))));
  CHECK_FALSE(kept(choice(bde, "0", Json::array())));
  CHECK(kept({{"@odata.type", kTypes + "SimpleSettingInstance"},
              {"settingDefinitionId", "vendor_msft_firewall_mdmstore_domainprofile_logfilepath"},
              {"simpleSettingValue", {{"@odata.type", kTypes + "StringSettingValue"}, {"value", nullptr}}}}));
}
