// live-conflict against policies of every kind.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "plan/conditions/overlap.hpp"
#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using namespace pinwright::plan;
using namespace pinwright::plan::diff_test;
using Catch::Contains;
using Strings = std::vector<std::string>;
using Json = nlohmann::json;

namespace {

const std::string kMinimum = "device_vendor_msft_passportforwork_{tenantid}_policies_pincomplexity_minimumpinlength";

auto to_group(const std::string& id, bool exclude = false) -> Json {
  const auto* const type = exclude ? "exclusionGroupAssignmentTarget" : "groupAssignmentTarget";
  return {{"target", {{"@odata.type", fmt::format("#microsoft.graph.{}", type)}, {"groupId", id}}}};
}

auto custom(int value) -> Json {
  return {{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
          {"displayName", "By hand"},
          {"omaSettings",
           {{{"@odata.type", "#microsoft.graph.omaSettingInteger"},
             {"displayName", "x"},
             {"omaUri", "./Vendor/MSFT/PassportForWork/" + kTenantId + "/Policies/PINComplexity/MinimumPINLength"},
             {"value", value}}}}};
}

auto catalog(int value, std::string_view family) -> Json {
  const Json child = {
      {"@odata.type", "#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance"},
      {"settingDefinitionId", kMinimum},
      {"simpleSettingValue",
       {{"@odata.type", "#microsoft.graph.deviceManagementConfigurationIntegerSettingValue"}, {"value", value}}}};
  const Json instance = {
      {"@odata.type", "#microsoft.graph.deviceManagementConfigurationGroupSettingCollectionInstance"},
      {"settingDefinitionId", "device_vendor_msft_passportforwork_{tenantid}"},
      {"groupSettingCollectionValue", Json::array({{{"children", Json::array({child})}}})}};
  Json policy = {{"name", "By hand"},
                 {"platforms", "windows10"},
                 {"technologies", "mdm"},
                 {"settings", Json::array({{{"settingInstance", instance}}})}};
  if (!family.empty())
    policy["templateReference"] = {{"templateId", "0f2034c6-3cd6-4ee1-bd37-f3c0693e9548_1"},
                                   {"templateFamily", family}};
  return policy;
}

auto identity_protection(int value) -> Json {
  return {{"@odata.type", "#microsoft.graph.windowsIdentityProtectionConfiguration"},
          {"id", "typed"},
          {"displayName", "By hand"},
          {"pinMinimumLength", value}};
}

auto intent(int value) -> Json {
  return {{"id", "intent"},
          {"displayName", "By hand"},
          {"settings",
           {{{"definitionId", "deviceConfiguration--windowsIdentityProtectionConfiguration_pinMinimumLength"},
             {"valueJson", std::to_string(value)}}}}};
}

auto enrolment(int value, std::string_view state = "enabled") -> Json {
  return {{"@odata.type", "#microsoft.graph.deviceEnrollmentWindowsHelloForBusinessConfiguration"},
          {"id", "enrolment_WindowsHelloForBusiness"},
          {"displayName", "By hand"},
          {"state", state},
          {"pinMinimumLength", value}};
}

/// A kind of policy that sets the minimum, and what people call it.
struct Kind {
  std::string_view word;
  std::string_view collection;  ///< empty: one that the program writes
  Json (*policy)(int value);
};
const Kind kKinds[] = {
    {"custom", "", [](int value) { return custom(value); }},
    {"settings catalog", "", [](int value) { return catalog(value, ""); }},
    {"endpoint security", "", [](int value) { return catalog(value, "endpointSecurityAccountProtection"); }},
    {"security baseline", "", [](int value) { return catalog(value, "baseline"); }},
    {"identity protection", "deviceConfigurations", [](int value) { return identity_protection(value); }},
    {"intent", "intents", [](int value) { return intent(value); }},
    {"enrollment", "deviceEnrollmentConfigurations", [](int value) { return enrolment(value); }},
};

auto put(World& world, const Kind& kind, Json policy, const Json& assignments) -> void {
  policy["assignments"] = assignments;
  if (kind.collection.empty()) {
    static_cast<void>(world.tenant.put(object::Kind::Policy, policy.dump()));
  } else {
    world.tenant.put_foreign(std::string(kind.collection), policy.dump());
  }
}

auto ours(std::string_view target, std::string_view setting = "PINComplexity/MinimumPINLength', value: 6")
    -> std::string {
  return fmt::format(R"(
groups: {{pilots: {{displayName: SG Pilots}}, others: {{displayName: SG Others}}}}
policies:
  hello:
    displayName: Hello
    target: {}
    settings: [{{omaUri: './Device/Vendor/MSFT/PassportForWork/{{tenantId}}/Policies/{}}}]
    assignments: {{include: [pilots]}}
)",
                     target, setting);
}

}  // namespace

TEST_CASE("live-conflict: kinds of policy x value x assignments") {
  World groups;
  const auto pilots = groups.add_group("SG Pilots");
  const auto others = groups.add_group("SG Others");
  for (const auto* const target : {"custom", "settingsCatalog"}) {
    for (const auto& kind : kKinds) {
      for (const int value : {6, 8}) {
        CAPTURE(target, kind.word, value);
        const auto plan_against = [&](const Json& assignments) {
          World world;  // its ids are made anew, and so are the same
          world.add_group("SG Pilots");
          world.add_group("SG Others");
          put(world, kind, kind.policy(value), assignments);
          return world.plan(ours(target));
        };
        const auto* const compared = value == 6 ? "the same value" : "another value";

        const auto overlap = plan_against(Json::array({to_group(pilots)}));
        REQUIRE(slugs(overlap) == Strings{"live-conflict"});
        CHECK(overlap.diagnostics[0].severity == diag::Severity::Warning);
        CHECK_THAT(overlap.diagnostics[0].message, Contains("both can reach one device"));
        CHECK_THAT(overlap.diagnostics[0].notes.at(0), Contains(fmt::format("`By hand` ({}, `", kind.word)));
        CHECK_THAT(overlap.diagnostics[0].notes.at(0), Contains(compared));

        const auto possible = plan_against(Json::array({to_group(others)}));
        if (value == 6) {
          CHECK(slugs(possible).empty());
        } else {
          REQUIRE(slugs(possible) == Strings{"live-conflict"});
          CHECK(possible.diagnostics[0].severity == diag::Severity::Note);
          CHECK_THAT(possible.diagnostics[0].message, Contains("whether one device gets both is not known"));
          CHECK_THAT(possible.diagnostics[0].notes.at(0), Contains(compared));
        }

        CHECK(slugs(plan_against(Json::array({to_group(others), to_group(pilots, true)}))).empty());
        CHECK(slugs(plan_against(Json::array())).empty());
      }
    }
  }
}

TEST_CASE("two assignments overlap as far as their filters tell") {
  using object::Assignment;
  const auto all_devices = [](const std::string& filter, bool exclude = false) {
    Assignment one;
    one.target = Assignment::Target::AllDevices;
    if (!filter.empty()) one.filter = object::FilterUse{{{}, {}, filter}, exclude};
    return std::vector{one};
  };
  const auto overlap = [&](const std::vector<Assignment>& a, const std::vector<Assignment>& b) {
    CHECK(overlap_of(a, b) == overlap_of(b, a));
    return overlap_of(a, b);
  };
  CHECK(overlap(all_devices(""), all_devices("")) == Overlap::Certain);
  CHECK(overlap(all_devices("kiosks"), all_devices("")) == Overlap::Certain);
  CHECK(overlap(all_devices("kiosks"), all_devices("KIOSKS")) == Overlap::Certain);
  CHECK(overlap(all_devices("kiosks"), all_devices("kiosks", true)) == Overlap::None);
  CHECK(overlap(all_devices("kiosks"), all_devices("offices")) == Overlap::Possible);
  CHECK(overlap(all_devices("kiosks"), all_devices("offices", true)) == Overlap::Possible);
}

TEST_CASE("live-conflict: what nobody set in a typed policy is no setting, and other nodes are none of ours") {
  World world;
  const auto pilots = world.add_group("SG Pilots");
  world.add_group("SG Others");
  const auto everyone = Json::array({to_group(pilots)});
  SECTION("null, and another property") {
    auto policy = identity_protection(6);
    policy["pinMinimumLength"] = nullptr;
    policy["pinMaximumLength"] = 20;
    put(world, kKinds[4], policy, everyone);
  }
  SECTION("the tenant-wide policy while it is not configured") {
    put(world, kKinds[6], enrolment(6, "notConfigured"), everyone);
  }
  SECTION("and while it is disabled") { put(world, kKinds[6], enrolment(6, "disabled"), everyone); }
  SECTION("a restriction of enrolment") {
    auto policy = enrolment(6);
    policy["@odata.type"] = "#microsoft.graph.deviceEnrollmentLimitConfiguration";
    policy["state"] = "notConfigured";
    put(world, kKinds[6], policy, everyone);
  }
  SECTION("an intent that leaves it open") {
    auto policy = intent(6);
    policy["settings"][0]["valueJson"] = "null";
    put(world, kKinds[5], policy, everyone);
  }
  CHECK(slugs(world.plan(ours("custom"))).empty());
}

TEST_CASE("live-conflict: words of typed policies are values of the node") {
  const auto note = [](std::string_view setting, std::string_view property, const Json& value) {
    World world;
    const auto pilots = world.add_group("SG Pilots");
    world.add_group("SG Others");
    auto policy = identity_protection(6);
    policy.erase("pinMinimumLength");
    policy[std::string(property)] = value;
    put(world, kKinds[4], policy, Json::array({to_group(pilots)}));
    const auto plan = world.plan(ours("custom", setting));
    REQUIRE(slugs(plan) == Strings{"live-conflict"});
    return plan.diagnostics[0].notes.at(0);
  };
  // Usage of characters: blocked 2, required 1, allowed 0. Blocked is the inverse of UsePassportForWork.
  CHECK_THAT(note("PINComplexity/UppercaseLetters', value: 2", "pinUppercaseCharactersUsage", "blocked"),
             Contains("the same value"));
  CHECK_THAT(note("PINComplexity/UppercaseLetters', value: 2", "pinUppercaseCharactersUsage", "required"),
             Contains("another value"));
  CHECK_THAT(note("UsePassportForWork', value: true", "windowsHelloForBusinessBlocked", false),
             Contains("the same value"));
  CHECK_THAT(note("UsePassportForWork', value: true", "windowsHelloForBusinessBlocked", true),
             Contains("another value"));
}

TEST_CASE("live-conflict: a property whose values no page tells cannot be compared") {
  World world;
  const auto pilots = world.add_group("SG Pilots");
  world.tenant.put_foreign("deviceConfigurations",
                           Json{{"@odata.type", "#microsoft.graph.windows10GeneralConfiguration"},
                                {"id", "typed"},
                                {"displayName", "By hand"},
                                {"cameraBlocked", true},
                                {"assignments", Json::array({to_group(pilots)})}}
                               .dump());
  const auto plan = world.plan(R"(
groups: {pilots: {displayName: SG Pilots}}
policies:
  camera:
    displayName: Camera
    settings: [{omaUri: './Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera', value: 0}]
    assignments: {include: [pilots]}
)");
  REQUIRE(slugs(plan) == Strings{"live-conflict"});
  CHECK_THAT(plan.diagnostics[0].notes.at(0),
             Contains("(device configuration, `typed`) gives it a value that cannot be compared"));
}

TEST_CASE("live-conflict: the tenant-wide policy is for all users, and for enrollment") {
  World world;
  world.add_group("SG Pilots");
  world.add_group("SG Others");
  auto policy = enrolment(8);
  policy["id"] = kTenantId + "_DefaultWindowsHelloForBusiness";
  put(world, kKinds[6], policy, Json::array());
  const auto plan = world.plan(ours("custom"));
  REQUIRE(slugs(plan) == Strings{"live-conflict"});
  CHECK_THAT(plan.diagnostics[0].notes.at(0), Contains("another value at enrollment"));
}

TEST_CASE("live-conflict: a kind that cannot be read is a note that names the right, and stops nothing") {
  World world;
  world.add_group("SG Pilots");
  world.add_group("SG Others");
  world.tenant.knobs().forbidden = {"deviceEnrollmentConfigurations"};
  const auto plan = world.plan(ours("custom"));
  REQUIRE(slugs(plan) == Strings{"live-conflict"});
  CHECK(plan.diagnostics[0].severity == diag::Severity::Note);
  CHECK(plan.diagnostics[0].message == "policies of 1 kind were not compared: `enrollment`");
  CHECK(plan.diagnostics[0].notes ==
        Strings{"enrollment: the credential lacks `DeviceManagementServiceConfig.Read.All`"});
  CHECK(plan.changes.size() == 1);
  world.options.with_conflicts = false;
  CHECK(slugs(world.plan(ours("custom"))).empty());
}

TEST_CASE("live-conflict: a policy that could not be read in full may reach anybody") {
  World world;
  world.add_group("SG Pilots");
  world.add_group("SG Others");
  auto policy = custom(8);
  policy["assignments"] = Json::array();
  static_cast<void>(world.tenant.put(object::Kind::Policy, policy.dump()));
  world.edit_policy("By hand", [](Json& entity) {
    auto broken = entity["omaSettings"][0];
    broken["omaUri"] = "./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera";
    broken["displayName"] = nullptr;
    entity["omaSettings"].push_back(broken);
  });
  const auto plan = world.plan(ours("custom"));
  REQUIRE(slugs(plan) == Strings{"live-conflict", "unreadable-object"});
  CHECK(finding_of(plan, diag::Code::LiveConflict)->severity == diag::Severity::Note);
}

TEST_CASE("live-conflict: a setting of the catalog that is a part of a node's value sets the node") {
  World world;
  const auto pilots = world.add_group("SG Pilots");
  const std::string id = "device_vendor_msft_laps_policies_passwordagedays_aad";
  Json policy = {
      {"name", "By hand"},
      {"platforms", "windows10"},
      {"technologies", "mdm"},
      {"settings",
       Json::array({{{"settingInstance",
                      {{"@odata.type", "#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance"},
                       {"settingDefinitionId", id},
                       {"simpleSettingValue",
                        {{"@odata.type", "#microsoft.graph.deviceManagementConfigurationIntegerSettingValue"},
                         {"value", 30}}}}}}})}};
  put(world, kKinds[1], policy, Json::array({to_group(pilots)}));
  const auto plan = world.plan(R"(
groups: {pilots: {displayName: SG Pilots}}
policies:
  laps:
    displayName: LAPS
    settings: [{omaUri: ./Device/Vendor/MSFT/LAPS/Policies/PasswordAgeDays, value: 30}]
    assignments: {include: [pilots]}
)");
  REQUIRE(slugs(plan) == Strings{"live-conflict"});
  CHECK_THAT(plan.diagnostics[0].message, Contains("1 policy of the tenant"));
  CHECK_THAT(plan.diagnostics[0].notes.at(0), Contains("gives it a value that cannot be compared"));
}

TEST_CASE("live-conflict: a policy with two properties of one node is one policy") {
  World world;
  const auto pilots = world.add_group("SG Pilots");
  world.tenant.put_foreign("deviceConfigurations",
                           Json{{"@odata.type", "#microsoft.graph.windows10GeneralConfiguration"},
                                {"id", "typed"},
                                {"displayName", "By hand"},
                                {"defenderPotentiallyUnwantedAppAction", "block"},
                                {"defenderPotentiallyUnwantedAppActionSetting", "enable"},
                                {"assignments", Json::array({to_group(pilots)})}}
                               .dump());
  const auto plan = world.plan(R"(
groups: {pilots: {displayName: SG Pilots}}
policies:
  pua:
    displayName: PUA
    settings: [{omaUri: './Device/Vendor/MSFT/Policy/Config/Defender/PUAProtection', value: 1}]
    assignments: {include: [pilots]}
)");
  REQUIRE(slugs(plan) == Strings{"live-conflict"});
  CHECK_THAT(plan.diagnostics[0].message, Contains("1 policy of the tenant"));
}
