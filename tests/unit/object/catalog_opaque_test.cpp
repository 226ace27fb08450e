#include "object/codec/catalog_opaque.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "unit/object/catalog_samples.hpp"

using namespace pinwright::object;
using namespace pinwright::object::samples;

TEST_CASE("what no definition of the list fits is kept by its id, and written back") {
  const auto body = Json::parse(R"({"name":"P","platforms":"windows10","technologies":"mdm","settings":[
    {"id":"0","settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
      "settingDefinitionId":"device_vendor_msft_of_tomorrow","settingInstanceTemplateReference":null,
      "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationStringSettingValue",
                            "value":"x"}}},
    {"id":"1","settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
      "settingDefinitionId":"device_vendor_msft_policy_config_camera_allowcamera",
      "choiceSettingValue":{"value":"another_definition_1","children":[]}}}]})");
  const auto read = read_back(body);
  REQUIRE(read.settings.size() == 2);
  CHECK(read.settings[0].key.text() == "device_vendor_msft_of_tomorrow");
  CHECK(read.settings[1].key.text() == "device_vendor_msft_policy_config_camera_allowcamera");
  const auto written = settings_catalog_to_graph(read);
  REQUIRE(written["settings"].size() == 2);
  for (const std::size_t i : {0U, 1U}) {
    auto wanted = nlohmann::json(body["settings"][i]["settingInstance"]);
    wanted.erase("settingInstanceTemplateReference");
    CHECK(nlohmann::json(written["settings"][i]["settingInstance"]) == wanted);
  }
}

TEST_CASE("what varies between two answers and says nothing is no change of what is kept") {
  const auto read = [](const char* instance) {
    auto answer = nlohmann::json::parse(R"({"id":"x","name":"P","technologies":"mdm","settings":[{}]})");
    answer["settings"][0]["settingInstance"] = nlohmann::json::parse(instance);
    return settings_catalog_from_graph(answer, nullptr).value();
  };
  const auto* const bare = R"({"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
    "settingDefinitionId":"device_vendor_msft_of_tomorrow","choiceSettingValue":{"value":"x_1","children":[
     {"settingDefinitionId":"a","simpleSettingValue":{"value":1}},
     {"settingDefinitionId":"b","choiceSettingValue":{"value":"b_0"}}]}})";
  const auto* const full = R"({"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
    "settingDefinitionId":"device_vendor_msft_of_tomorrow","auditRuleInformation":null,
    "settingInstanceTemplateReference":null,"choiceSettingValue":{"value":"x_1","settingValueTemplateReference":
     {"settingValueTemplateId":"","useTemplateDefault":false},"children@odata.context":"https://x","children":[
     {"settingDefinitionId":"b","choiceSettingValue":{"value":"b_0","children":[]}},
     {"settingDefinitionId":"a","auditRuleInformation":null,"simpleSettingValue":{"value":1}}]}})";
  CHECK(live_hash(read(bare)) == live_hash(read(full)));
  const auto body = settings_catalog_to_graph(std::get<Policy>(read(bare).object));
  const auto& value = body["settings"][0]["settingInstance"]["choiceSettingValue"];
  CHECK(value["children"][1]["choiceSettingValue"]["children"] == Json::array());
  const auto* const other = R"({"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
    "settingDefinitionId":"device_vendor_msft_of_tomorrow","choiceSettingValue":{"value":"x_2"}})";
  CHECK(live_hash(read(bare)) != live_hash(read(other)));
}

TEST_CASE("an instance without a name is kept as it is, beside those that have one") {
  const auto body = Json::parse(R"({"name":"P","technologies":"mdm","settings":[
    {"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationGroupSettingCollectionInstance",
      "settingDefinitionId":"vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}",
      "groupSettingCollectionValue":[{"children":[
       {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
        "settingDefinitionId":"vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}_name",
        "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationStringSettingValue",
                              "value":"Nameless"}}]},
      {"children":[
       {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
        "settingDefinitionId":"vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}_firewallrulename",
        "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationStringSettingValue",
                              "value":"Web"}},
       {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
        "settingDefinitionId":"vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}_name",
        "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationStringSettingValue",
                              "value":"Web"}}]}]}}]})");
  const auto read = read_back(body);
  REQUIRE(read.settings.size() == 2);
  CHECK(read.settings[0].key.text() == "./Vendor/MSFT/Firewall/MdmStore/FirewallRules/Web/Name");
  CHECK(read.settings[1].key.text() == "vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}");
  const auto written = settings_catalog_to_graph(read);
  REQUIRE(written["settings"].size() == 1);
  CHECK(written["settings"][0]["settingInstance"]["groupSettingCollectionValue"].size() == 2);
  const auto nodes = nodes_of_opaque(read.settings[1]);
  REQUIRE(nodes.size() == 1);
  CHECK(nodes[0].text() == "./Vendor/MSFT/Firewall/MdmStore/FirewallRules/{FirewallRuleName}/Name");
}

TEST_CASE("what is kept and stood in another setting is written back there") {
  const auto body = Json::parse(R"({"name":"P","technologies":"mdm","settings":[
    {"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
      "settingDefinitionId":"device_vendor_msft_laps_policies_backupdirectory",
      "choiceSettingValue":{"value":"device_vendor_msft_laps_policies_backupdirectory_1","children":[
       {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
        "settingDefinitionId":"device_vendor_msft_laps_policies_passwordagedays_aad",
        "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValue",
                              "value":30}}]}}},
    {"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationGroupSettingCollectionInstance",
      "settingDefinitionId":"vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}",
      "groupSettingCollectionValue":[{"children":[
       {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
        "settingDefinitionId":"vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}_firewallrulename",
        "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationStringSettingValue",
                              "value":"Web"}},
       {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
        "settingDefinitionId":"vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}_name",
        "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationStringSettingValue",
                              "value":"Web"}},
       {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
        "settingDefinitionId":"vendor_msft_firewall_mdmstore_firewallrules_{firewallrulename}_of_tomorrow",
        "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationStringSettingValue",
                              "value":"x"}}]}]}}]})");
  const auto written = settings_catalog_to_graph(read_back(body));
  REQUIRE(written["settings"].size() == 2);
  for (const std::size_t i : {0U, 1U}) {
    CHECK(nlohmann::json(written["settings"][i]["settingInstance"]) ==
          nlohmann::json(body["settings"][i]["settingInstance"]));
  }
}

TEST_CASE("of what is kept it is known which nodes it sets") {
  const auto read = read_back(Json::parse(R"({"name":"P","technologies":"mdm","settings":[
    {"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationGroupSettingCollectionInstance",
      "settingDefinitionId":"device_vendor_msft_policy_config_defender_attacksurfacereductionrules",
      "groupSettingCollectionValue":[{"children":[
       {"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
        "settingDefinitionId":"device_vendor_msft_policy_config_defender_attacksurfacereductionrules_blockwebshellcreationforservers",
        "choiceSettingValue":{"value":"device_vendor_msft_policy_config_defender_attacksurfacereductionrules_blockwebshellcreationforservers_off","children":[]}}
      ]}]}},
    {"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
      "settingDefinitionId":"device_vendor_msft_laps_policies_passwordagedays_aad",
      "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValue","value":30}}},
    {"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
      "settingDefinitionId":"device_vendor_msft_of_tomorrow",
      "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValue","value":30}}}]})"));
  REQUIRE(read.settings.size() == 3);
  const auto rules = nodes_of_opaque(read.settings[0]);
  REQUIRE(rules.size() == 1);
  CHECK(rules[0].text() == kConfig + "Defender/AttackSurfaceReductionRules");
  REQUIRE(nodes_of_opaque(read.settings[1]).size() == 1);
  CHECK(nodes_of_opaque(read.settings[1])[0].text() == "./Device/Vendor/MSFT/LAPS/Policies/PasswordAgeDays");
  CHECK(nodes_of_opaque(read.settings[2]).empty());
  CHECK(nodes_of_opaque(number(1, kConfig + "Camera/AllowCamera")).empty());
}
