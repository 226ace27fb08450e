// Findings about what else decides over values: the PIN reset applications, policies of others.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using namespace pinwright::plan;
using namespace pinwright::plan::diff_test;
using Strings = std::vector<std::string>;
using Json = nlohmann::json;

namespace {

constexpr auto kService = "b8456c59-1230-44c7-a4a2-99b085333e84";
constexpr auto kClient = "9115dd05-fad5-4f9c-acc7-305d08b1b04e";

auto pin_policy(std::string_view pin) -> std::string {
  return fmt::format("policies:\n  pin:\n    displayName: PIN\n    pinRecovery: {}\n", pin);
}

auto plan_with(std::string_view principals, const std::string& yaml) -> TenantPlan {
  auto made = fake::FakeTenant::from_json(
      fmt::format(R"({{"tenantId": "{}", "servicePrincipals": {}}})", kTenantId, principals));
  REQUIRE(made.ok());
  DiffOptions options;
  options.workspace = kWorkspace;
  options.login_host = "https://login.microsoftonline.us";
  return diff(Files(yaml).deployment(), *made.value(), options);
}

/// The one setting of add_policy, set by a policy of the files.
auto conflicting(std::string_view assignments, int value = 365) -> std::string {
  return fmt::format(R"(
groups: {{pilots: {{displayName: SG Pilots}}, others: {{displayName: SG Others}}}}
policies:
  hello:
    displayName: Hello
    settings: [{{omaUri: './Vendor/MSFT/PassportForWork/{{tenantId}}/Policies/PINComplexity/expiration', value: {}}}]
    assignments: {}
)",
                     value, assignments);
}

auto to_group(const std::string& id, bool exclude = false) -> Json {
  return {{"target",
           {{"@odata.type",
             exclude ? "#microsoft.graph.exclusionGroupAssignmentTarget" : "#microsoft.graph.groupAssignmentTarget"},
            {"groupId", id}}}};
}

auto to_all_devices() -> Json { return {{"target", {{"@odata.type", "#microsoft.graph.allDevicesAssignmentTarget"}}}}; }

}  // namespace

TEST_CASE("pin-service-missing: an application that is not there, and one without consent") {
  const auto none = plan_with("[]", pin_policy("{enabled: true}"));
  REQUIRE(slugs(none) == Strings{"pin-service-missing"});
  CHECK(is_left_out(none));
  const auto& both = none.diagnostics[0];
  CHECK(both.message.find(kService) != std::string::npos);
  CHECK(both.message.find(kClient) != std::string::npos);
  CHECK(both.path == "policies.pin.pinRecovery");
  // itpro pin-reset.md, with this tenant's host and ID in the place of login.windows.net/common.
  CHECK(both.help.find("https://login.microsoftonline.us/" + kTenantId +
                       "/oauth2/authorize?response_type=code&client_id=b8456c59-1230-44c7-a4a2-99b085333e84&resource="
                       "https%3A%2F%2Fgraph.windows.net&redirect_uri=https%3A%2F%2Fcred.microsoft.com&state=e9191523-"
                       "6c2f-4f1d-a4f9-c36f26f89df0&prompt=admin_consent") != std::string::npos);
  CHECK(both.help.find("https://login.microsoftonline.us/" + kTenantId +
                       "/oauth2/authorize?response_type=code&client_id=9115dd05-fad5-4f9c-acc7-305d08b1b04e&resource="
                       "https%3A%2F%2Fcred.microsoft.com%2F&redirect_uri=ms-appx-web%3A%2F%2FMicrosoft.AAD."
                       "BrokerPlugin%2F9115dd05-fad5-4f9c-acc7-305d08b1b04e&state=6765f8c5-f4a7-4029-b667-46a6776ad611&"
                       "prompt=admin_consent") != std::string::npos);
  CHECK(both.help.find("Application Administrator") != std::string::npos);
  CHECK(both.notes.at(0).find("is normal") != std::string::npos);

  const auto unconsented =
      plan_with(fmt::format(R"([{{"appId": "{}"}}, {{"appId": "{}", "consented": false}}])", kService, kClient),
                pin_policy("{}"));
  REQUIRE(slugs(unconsented) == Strings{"pin-service-missing"});
  CHECK(unconsented.diagnostics[0].message.find(kService) == std::string::npos);
  CHECK(unconsented.diagnostics[0].message.find("nobody consented") != std::string::npos);
}

TEST_CASE("pin-service-disabled: an application that is there and switched off") {
  const auto plan =
      plan_with(fmt::format(R"([{{"appId": "{}", "accountEnabled": false, "consented": false}}, {{"appId": "{}"}}])",
                            kService, kClient),
                pin_policy("{enabled: true}"));
  REQUIRE(slugs(plan) == Strings{"pin-service-disabled"});
  CHECK(plan.diagnostics[0].message.find(kService) != std::string::npos);
  CHECK(plan.diagnostics[0].message.find(kClient) == std::string::npos);
}

TEST_CASE("the PIN reset applications are looked for only where a policy needs them") {
  CHECK(slugs(plan_with("[]", pin_policy("{enabled: true, services: ignore}"))).empty());
  CHECK(slugs(plan_with("[]", pin_policy("{enabled: false}"))).empty());
  CHECK(slugs(plan_with("[]", std::string(kPolicy))).empty());
  CHECK(slugs(plan_with(fmt::format(R"([{{"appId": "{}"}}, {{"appId": "{}"}}])", kService, kClient),
                        pin_policy("{enabled: true}")))
            .empty());
}

TEST_CASE("live-conflict: another policy sets the node, and one device can have both") {
  World world;
  const auto pilots = world.add_group("SG Pilots");
  const auto others = world.add_group("SG Others");
  const auto conflicts = [&](const Json& theirs, std::string_view ours, int value = 365) {
    World fresh;
    fresh.tenant.put(object::Kind::Group, Json{{"id", pilots}, {"displayName", "SG Pilots"}}.dump());
    fresh.tenant.put(object::Kind::Group, Json{{"id", others}, {"displayName", "SG Others"}}.dump());
    fresh.add_policy("By hand", "", theirs.dump());
    return fresh.plan(conflicting(ours, value));
  };
  const auto same_group = conflicts(Json::array({to_group(pilots)}), "{include: [pilots]}");
  REQUIRE(slugs(same_group) == Strings{"live-conflict"});
  CHECK_FALSE(is_left_out(same_group));
  CHECK(same_group.diagnostics[0].path == "policies.hello.settings[0]");
  CHECK(same_group.diagnostics[0].notes.at(0).find("`By hand`") != std::string::npos);
  CHECK(same_group.diagnostics[0].notes.at(0).find("the same value") != std::string::npos);
  const auto other_value = conflicts(Json::array({to_group(pilots)}), "{include: [pilots]}", 30);
  CHECK(other_value.diagnostics.at(0).notes.at(0).find("another value") != std::string::npos);

  CHECK(slugs(conflicts(Json::array({to_all_devices()}), "{include: [pilots]}")) == Strings{"live-conflict"});
  CHECK(slugs(conflicts(Json::array({to_group(pilots)}), "{include: [allDevices]}")) == Strings{"live-conflict"});
  CHECK(slugs(conflicts(Json::array({to_group(pilots)}), "{include: [others]}")).empty());
  CHECK(slugs(conflicts(Json::array(), "{include: [allDevices]}")).empty());
  CHECK(slugs(conflicts(Json::array({to_group(pilots)}), "{include: []}")).empty());
  CHECK(slugs(conflicts(Json::array({to_all_devices(), to_group(pilots, true)}), "{include: [pilots]}")).empty());
  CHECK(slugs(conflicts(Json::array({to_group(pilots)}), "{include: [allDevices], exclude: [pilots]}")).empty());
}

TEST_CASE("live-conflict: another node, our own policies and what is asked away are none") {
  World world;
  const auto pilots = world.add_group("SG Pilots");
  world.add_group("SG Others");
  world.settle(conflicting("{include: [pilots]}"));
  CHECK(slugs(world.plan(conflicting("{include: [pilots]}"))).empty());
  const auto id = world.add_policy("By hand", "", Json::array({to_group(pilots)}).dump());
  CHECK(slugs(world.plan(conflicting("{include: [pilots]}"))) == Strings{"live-conflict"});
  world.options.with_conflicts = false;
  CHECK(slugs(world.plan(conflicting("{include: [pilots]}"))).empty());
  world.options.with_conflicts = true;
  world.tenant.edit(object::Kind::Policy, id, [](Json& policy) {
    policy["omaSettings"][0]["omaUri"] =
        "./Device/Vendor/MSFT/PassportForWork/" + kTenantId + "/Policies/PINComplexity/History";
  });
  CHECK(slugs(world.plan(conflicting("{include: [pilots]}"))).empty());
}
