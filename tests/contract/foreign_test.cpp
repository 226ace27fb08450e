// What policies of other kinds set, as graph reads it from the sandbox's answers.

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "contract/sandbox_rig.hpp"
#include "contract/tenant_contract.hpp"
#include "graph/curl_transport.hpp"
#include "graph/graph_tenant.hpp"
#include "graph/token_source.hpp"

namespace pinwright::contract {

namespace {

using nlohmann::json;
using object::PolicyKind;

const std::string kMinimum = "./device/vendor/msft/passportforwork/{tenantid}/policies/pincomplexity/minimumpinlength";
const std::string kMinimumDefinition =
    "device_vendor_msft_passportforwork_{tenantid}_policies_pincomplexity_minimumpinlength";
const std::string kAdmxNode = "./device/vendor/msft/policy/config/printers/pointandprintrestrictions";

auto everyone() -> json {
  return json::array({{{"target", {{"@odata.type", "#microsoft.graph.allDevicesAssignmentTarget"}}}}});
}

auto catalog_policy() -> json {
  const json child = {
      {"@odata.type", "#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance"},
      {"settingDefinitionId", kMinimumDefinition},
      {"simpleSettingValue",
       {{"@odata.type", "#microsoft.graph.deviceManagementConfigurationIntegerSettingValue"}, {"value", 6}}}};
  const json instance = {
      {"@odata.type", "#microsoft.graph.deviceManagementConfigurationGroupSettingCollectionInstance"},
      {"settingDefinitionId", "device_vendor_msft_passportforwork_{tenantid}"},
      {"groupSettingCollectionValue", json::array({{{"children", json::array({child})}}})}};
  return {{"name", "Catalog"},
          {"platforms", "windows10"},
          {"technologies", "mdm"},
          {"settings", json::array({{{"settingInstance", instance}}})},
          {"assignments", everyone()}};
}

/// A policy of each kind, each for all devices.
auto tenant_of_every_kind() -> std::string {
  json tenant = {{"tenantId", kTenant}, {"displayName", "Contoso"}};
  auto unassigned = catalog_policy();
  unassigned["name"] = "Unassigned";
  unassigned.erase("assignments");
  tenant["configurationPolicies"] = {catalog_policy(), unassigned};
  tenant["deviceConfigurations"] = {{{"@odata.type", "#microsoft.graph.windowsIdentityProtectionConfiguration"},
                                     {"displayName", "Identity"},
                                     {"pinMinimumLength", 8},
                                     {"assignments", everyone()}},
                                    {{"@odata.type", "#microsoft.graph.windows10GeneralConfiguration"},
                                     {"displayName", "General"},
                                     {"cameraBlocked", true},
                                     {"assignments", everyone()}}};
  tenant["deviceEnrollmentConfigurations"] = {
      {{"@odata.type", "#microsoft.graph.deviceEnrollmentWindowsHelloForBusinessConfiguration"},
       {"id", std::string(kTenant) + "_DefaultWindowsHelloForBusiness"},
       {"displayName", "All users and all devices"},
       {"state", "enabled"},
       {"pinMinimumLength", 4},
       {"pinMaximumLength", 127}}};
  tenant["intents"] = {
      {{"displayName", "Account protection"},
       {"templateId", kPilotGroup},
       {"assignments", everyone()},
       {"settings",
        {{{"@odata.type", "#microsoft.graph.deviceManagementIntegerSettingInstance"},
          {"definitionId", "deviceConfiguration--windowsIdentityProtectionConfiguration_pinMinimumLength"},
          {"value", 7}},
         {{"@odata.type", "#microsoft.graph.deviceManagementBooleanSettingInstance"},
          {"definitionId", "admx--something"},
          {"value", true}}}}}};
  tenant["groupPolicyConfigurations"] = {{{"displayName", "Templates"}, {"assignments", everyone()}}};
  return tenant.dump();
}

/// A sandbox with that tenant, asked once.
auto ask(const std::vector<std::string>& nodes, std::string_view faults = R"({"rules": []})") -> plan::Answer {
  SandboxRig rig(tenant_of_every_kind(), faults, 100);
  const auto world = rig.world({});
  auto transport = graph::make_curl_transport({}, {});
  auto tokens = graph::make_token_source(rig.options(), world, *transport);
  graph::GraphTenant tenant(std::move(transport), std::move(tokens), graph::Endpoint{rig.url()}, world);
  plan::Question question;
  question.policies = true;
  question.nodes = {nodes.begin(), nodes.end()};
  question.whole.assigned = true;
  return tenant.ask(question);
}

auto row_of(const plan::Answer& answer, PolicyKind kind) -> const plan::ForeignPolicies* {
  const auto found = std::find_if(answer.foreign.begin(), answer.foreign.end(),
                                  [&](const plan::ForeignPolicies& row) { return row.kind == kind; });
  return found == answer.foreign.end() ? nullptr : &*found;
}

/// Of a kind of which one policy sets one of the nodes: its one value.
auto value_of(const plan::Answer& answer, PolicyKind kind) -> object::SettingValue {
  const auto* row = row_of(answer, kind);
  REQUIRE(row != nullptr);
  REQUIRE(row->policies.ok());
  REQUIRE(row->policies.value().size() == 1);
  const auto& policy = row->policies.value().front();
  REQUIRE(policy.settings.size() == 1);
  CHECK(policy.assignments.size() == 1);
  CHECK(policy.settings.front().has_value);
  return policy.settings.front().setting.value;
}

}  // namespace

TEST_CASE("what each kind sets of a node is read from the answers of the sandbox") {
  const auto answer = ask({kMinimum});
  REQUIRE(answer.policies.ok());
  for (const auto& live : answer.policies.value()) {
    // Settings of a policy that nobody gets are not worth a request.
    CHECK(live.has_settings == (object::display_name_of(live.object) == "Catalog"));
  }
  CHECK(value_of(answer, PolicyKind::DeviceConfiguration) == object::SettingValue(8));
  CHECK(value_of(answer, PolicyKind::Intent) == object::SettingValue(7));
  CHECK(value_of(answer, PolicyKind::Enrolment) == object::SettingValue(4));
  CHECK(row_of(answer, PolicyKind::Intent)->untold == 1);
  CHECK(row_of(answer, PolicyKind::AdministrativeTemplates) == nullptr);
}

TEST_CASE("a kind that cannot set the node is not asked for") {
  const auto answer = ask({kAdmxNode});
  CHECK(row_of(answer, PolicyKind::Enrolment) == nullptr);
  const auto* templates = row_of(answer, PolicyKind::AdministrativeTemplates);
  REQUIRE(templates != nullptr);
  CHECK(templates->untold == 1);
  CHECK(ask({}).foreign.empty());
}

TEST_CASE("a kind that is refused or not there is told, and the others are read") {
  const auto answer = ask({kMinimum}, R"({"rules": [
    {"match": {"path": "*/deviceEnrollmentConfigurations"}, "fault": {"kind": "status", "status": 403}},
    {"match": {"path": "*/intents"}, "fault": {"kind": "status", "status": 400}}]})");
  CHECK(row_of(answer, PolicyKind::Enrolment)->policies.error().kind == base::ErrorKind::Forbidden);
  CHECK(row_of(answer, PolicyKind::Intent)->policies.error().kind == base::ErrorKind::Refused);
  CHECK(value_of(answer, PolicyKind::DeviceConfiguration) == object::SettingValue(8));
  CHECK(answer.policies.ok());
}

}  // namespace pinwright::contract
