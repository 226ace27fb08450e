// Findings about the tenant as such: whose it is, what may be read, what names lead to.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using namespace pinwright::plan;
using namespace pinwright::plan::diff_test;
using Strings = std::vector<std::string>;

namespace {

constexpr auto kOtherTenant = "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27";

auto tenant_of(const std::string& more) -> std::string {
  return fmt::format("tenants: {{contoso: {{tenantId: {}, {}}}}}\n", kTenantId, more);
}

auto text_at(const Files& files, const diag::Diagnostic& one) -> std::string {
  return std::string(files.sources().text(one.span));
}

/// A policy that needs a group, a filter and a scope tag.
constexpr std::string_view kNames = R"(
groups: {pilots: {displayName: SG Pilots}}
filters: {corporate: {displayName: Corporate}}
policies:
  hello:
    displayName: Hello
    scopeTags: [Field]
    settings: [{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/History', value: 1}]
    assignments: {include: [{group: pilots, filter: corporate}]}
)";

struct Named {
  Named() {
    auto made = fake::FakeTenant::from_json(R"json({"tenantId": ")json" + kTenantId + R"json(",
      "groups": [{"displayName": "SG Pilots"}],
      "assignmentFilters": [{"displayName": "Corporate", "rule": "(device.deviceName -eq \"a\")"}],
      "roleScopeTags": [{"id": "7", "displayName": "Field"}]})json");
    REQUIRE(made.ok());
    tenant = std::move(made).value();
    options.workspace = kWorkspace;
  }
  [[nodiscard]] auto plan(std::string_view yaml) -> TenantPlan {
    return diff(Files(yaml).deployment(), *tenant, options);
  }
  auto set_filter(const char* name, const std::string& value) -> void {
    tenant->edit(object::Kind::Filter, tenant->ids(object::Kind::Filter).at(0),
                 [&](nlohmann::json& filter) { filter[name] = value; });
  }
  std::unique_ptr<fake::FakeTenant> tenant;
  DiffOptions options;
};

}  // namespace

TEST_CASE("tenant-mismatch: the token is another tenant's, and nothing else is asked") {
  auto made = fake::FakeTenant::from_json(
      fmt::format(R"({{"tenantId": "{}", "tokenTenantId": "{}"}})", kTenantId, kOtherTenant));
  REQUIRE(made.ok());
  Strings asked;
  made.value()->knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    asked.emplace_back(operation);
    return fake::FaultAction::None;
  };
  const Files files(kPolicy);
  DiffOptions options;
  options.workspace = kWorkspace;
  const auto plan = diff(files.deployment(), *made.value(), options);
  CHECK(slugs(plan) == Strings{"tenant-mismatch"});
  const auto& one = plan.diagnostics[0];
  CHECK(one.message ==
        fmt::format("the credential belongs to the tenant `{}`, and the files say `{}`", kOtherTenant, kTenantId));
  CHECK(text_at(files, one) == kTenantId);
  CHECK(one.tenants == Strings{"contoso"});
  CHECK(plan.changes.empty());
  CHECK(asked == Strings{"access"});
}

TEST_CASE("tenant-mismatch: the organization that answers is another one") {
  auto made = fake::FakeTenant::from_json(
      fmt::format(R"({{"tenantId": "{}", "tokenTenantId": "{}"}})", kOtherTenant, kTenantId));
  REQUIRE(made.ok());
  DiffOptions options;
  options.workspace = kWorkspace;
  const auto plan = diff(Files(kPolicy).deployment(), *made.value(), options);
  CHECK(slugs(plan) == Strings{"tenant-mismatch"});
  CHECK(plan.changes.empty());
}

TEST_CASE("tenant-mismatch: primaryDomain has to be a verified domain, in any letter case") {
  World world;
  const Files wrong(tenant_of("primaryDomain: fabrikam.com") + std::string(kPolicy));
  const auto plan = world.plan(wrong);
  CHECK(slugs(plan) == Strings{"tenant-mismatch"});
  CHECK(text_at(wrong, plan.diagnostics[0]) == "fabrikam.com");
  CHECK(plan.diagnostics[0].help.find("contoso.com") != std::string::npos);
  CHECK(slugs(world.plan(tenant_of("primaryDomain: Contoso.com") + std::string(kPolicy))).empty());
}

TEST_CASE("mdm-authority: whatever is not Intune, for a tenant that gets something") {
  const auto plan_with = [](const std::string& seed, const std::string& yaml) {
    auto made = fake::FakeTenant::from_json(fmt::format(R"({{"tenantId": "{}"{}}})", kTenantId, seed));
    REQUIRE(made.ok());
    DiffOptions options;
    options.workspace = kWorkspace;
    return diff(Files(yaml).deployment(), *made.value(), options);
  };
  const auto other = plan_with(R"(, "mdmAuthority": "office365")", std::string(kPolicy));
  CHECK(slugs(other) == Strings{"mdm-authority"});
  CHECK(other.diagnostics.front().severity == diag::Severity::Warning);
  CHECK(other.changes.size() == 1);
  CHECK(slugs(plan_with(R"(, "mdmAuthority": "Intune")", std::string(kPolicy))).empty());
  CHECK(slugs(plan_with(R"(, "mdmAuthority": "sccm")", tenant_of("labels: {a: b}"))).empty());
}

TEST_CASE("tenant IDs are compared in any letter case") {
  World world;
  auto upper = kTenantId;
  for (auto& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  auto made = fake::FakeTenant::from_json(fmt::format(R"({{"tenantId": "{}"}})", upper));
  REQUIRE(made.ok());
  CHECK(slugs(diff(Files(kPolicy).deployment(), *made.value(), world.options)).empty());
}

TEST_CASE("permission-missing: one finding lists every permission that Graph refused for") {
  Named world;
  world.tenant->set_permissions({"Directory.Read.All"});
  world.tenant->knobs().forbidden = {"groups-by-name"};
  const auto plan = world.plan(kNames);
  CHECK(slugs(plan) == Strings{"permission-missing"});
  const auto& message = plan.diagnostics[0].message;
  CHECK(message.find("`DeviceManagementConfiguration.Read.All` to read policies and filters") != std::string::npos);
  CHECK(message.find("`GroupMember.Read.All` to look up groups") != std::string::npos);
  CHECK(message.find("`DeviceManagementRBAC.Read.All` to look up scope tags") != std::string::npos);
  CHECK(message.find("Application.Read.All") == std::string::npos);
  CHECK(plan.diagnostics[0].help.find("application permission") != std::string::npos);
  CHECK(plan.changes.empty());
}

TEST_CASE(
    "permission-missing: of the two permissions for the PIN reset applications the one that is missing is named") {
  constexpr std::string_view kPin = "policies: {pin: {displayName: PIN, pinRecovery: {}}}\n";
  const auto message_with = [&](std::vector<std::string> permissions) {
    World world;
    permissions.emplace_back("DeviceManagementConfiguration.ReadWrite.All");
    world.tenant.set_permissions(std::move(permissions));
    world.tenant.knobs().forbidden = {"application"};
    const auto plan = world.plan(kPin);
    const auto* finding = finding_of(plan, diag::Code::PermissionMissing);
    return finding == nullptr ? std::string() : finding->message;
  };
  const std::string applications = "`Application.Read.All` to look up";
  const std::string consents = "`Directory.Read.All` to see whether";
  const auto holds = [](const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  };
  const auto without_consents = message_with({"Application.Read.All"});
  CHECK(holds(without_consents, consents));
  CHECK_FALSE(holds(without_consents, applications));
  const auto without_applications = message_with({"DelegatedPermissionGrant.Read.All"});
  CHECK(holds(without_applications, applications));
  CHECK_FALSE(holds(without_applications, consents));
  const auto without_both = message_with({});
  CHECK(holds(without_both, applications));
  CHECK(holds(without_both, consents));
}

TEST_CASE("permission-missing: what an apply would lack to write is found where one follows") {
  World world;
  world.tenant.set_permissions({"DeviceManagementConfiguration.Read.All", "Group.Read.All"});
  CHECK(slugs(world.plan(kPolicy)).empty());
  world.options.is_applied = true;
  const auto plan = world.plan(kPolicy);
  CHECK(slugs(plan) == Strings{"permission-missing"});
  CHECK(
      plan.diagnostics.at(0).message ==
      "the credential may not do what this plan needs: `DeviceManagementConfiguration.ReadWrite.All` to write policies "
      "and filters");
}

TEST_CASE("permission-missing: what is not needed is not missed") {
  Named world;
  world.tenant->set_permissions({"DeviceManagementConfiguration.Read.All"});
  CHECK(slugs(world.plan(kPolicy)).empty());
  world.tenant->knobs().forbidden = {"filters", "organization"};
  CHECK(slugs(world.plan(kPolicy)).empty());
  CHECK(slugs(world.plan(tenant_of("primaryDomain: contoso.com") + std::string(kPolicy))) ==
        Strings{"permission-missing"});
}

TEST_CASE("permission-missing: it stands at the tenant's auth, and speaks of persons to a person") {
  auto made = fake::FakeTenant::from_json(
      fmt::format(R"({{"tenantId": "{}", "delegated": true, "permissions": ["User.Read"]}})", kTenantId));
  REQUIRE(made.ok());
  const Files files(tenant_of("auth: {method: deviceCode}") + std::string(kPolicy));
  DiffOptions options;
  options.workspace = kWorkspace;
  const auto plan = diff(files.deployment(), *made.value(), options);
  REQUIRE(slugs(plan) == Strings{"permission-missing"});
  CHECK(text_at(files, plan.diagnostics[0]) == "{method: deviceCode}");
  CHECK(plan.diagnostics[0].help.find("delegated permission") != std::string::npos);
}

TEST_CASE("permission-missing: a token that holds the permission and is refused is told so") {
  World world;
  world.tenant.knobs().forbidden = {"policies"};
  const auto plan = world.plan(kPolicy);
  REQUIRE(slugs(plan) == Strings{"permission-missing"});
  CHECK(plan.diagnostics[0].help.find("the token holds the permission") == 0);
}

TEST_CASE("names that lead somewhere are no finding") {
  Named world;
  CHECK(slugs(world.plan(kNames)).empty());
}

TEST_CASE("group-not-found: by display name, by the tenant's own name, and by id") {
  World world;
  const std::string files = R"(
groups: {pilots: {displayName: SG Pilots}}
policies:
  hello:
    displayName: Hello
    settings: [{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/History', value: 1}]
    assignments: {include: [pilots]}
  again:
    displayName: Again
    settings: [{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/Expiration', value: 1}]
    assignments: {include: [pilots]}
)";
  const Files by_name(files);
  const auto plan = world.plan(by_name);
  CHECK(slugs(plan) == Strings{"group-not-found"});  // one group, one finding
  CHECK(plan.diagnostics[0].message == "no group of the tenant has the display name `SG Pilots`");
  CHECK(text_at(by_name, plan.diagnostics[0]) == "SG Pilots");
  CHECK(plan.diagnostics[0].path == "groups.pilots.displayName");
  REQUIRE(plan.diagnostics[0].labels.size() == 1);
  CHECK(plan.diagnostics[0].labels[0].text == "assigned here");
  CHECK(is_left_out(plan));

  const Files bound(tenant_of("groups: {pilots: {displayName: CTS Pilots}}") + files);
  CHECK(text_at(bound, world.plan(bound).diagnostics.at(0)) == "CTS Pilots");
  CHECK(world.plan(bound).diagnostics[0].path == "tenants.contoso.groups.pilots.displayName");

  const Files by_id(tenant_of("groups: {pilots: {id: 11111111-1111-4111-8111-111111111111}}") + files);
  CHECK(world.plan(by_id).diagnostics.at(0).message ==
        "no group of the tenant has the object ID `11111111-1111-4111-8111-111111111111`");
  CHECK(slugs(world.plan(tenant_of("groups: {pilots: none}") + files)).empty());
}

TEST_CASE("group-ambiguous: several groups of the name, with their ids") {
  Named world;
  const auto second = world.tenant->put(object::Kind::Group, R"({"displayName": "SG Pilots"})");
  const auto plan = world.plan(kNames);
  REQUIRE(slugs(plan) == Strings{"group-ambiguous"});
  CHECK(plan.diagnostics[0].message == "2 groups of the tenant have the display name `SG Pilots`");
  CHECK(plan.diagnostics[0].notes.at(0).find(second) != std::string::npos);
  CHECK(slugs(world.plan(tenant_of("groups: {pilots: {id: " + second + "}}") + std::string(kNames))).empty());
}

TEST_CASE("filter-not-found: another name, another platform, two of one name, v1.0") {
  Named world;
  SECTION("near") {
    world.set_filter("displayName", "corporate");
    const auto plan = world.plan(kNames);
    REQUIRE(slugs(plan) == Strings{"filter-not-found"});
    CHECK(plan.diagnostics[0].help == "did you mean `corporate`?");
  }
  SECTION("far") {
    world.set_filter("displayName", "Something else");
    CHECK(world.plan(kNames).diagnostics.at(0).message == "no assignment filter has the display name `Corporate`");
  }
  SECTION("platform") {
    world.set_filter("platform", "iOS");
    CHECK(world.plan(kNames).diagnostics.at(0).message ==
          "the assignment filter of the display name `Corporate` is for `iOS`");
  }
  SECTION("two") {
    world.tenant->put(
        object::Kind::Filter,
        R"json({"displayName": "Corporate", "platform": "windows10AndLater", "rule": "(device.deviceName -eq \"b\")"})json");
    CHECK(world.plan(kNames).diagnostics.at(0).message == "2 assignment filters have the display name `Corporate`");
  }
  SECTION("v1.0") {
    world.options.graph_api = object::GraphApi::V1;
    CHECK(slugs(world.plan(kNames)) == Strings{"filter-not-found", "scope-tag-not-found"});
  }
}

TEST_CASE("scope-tag-not-found: at the entry, with a suggestion; Default needs no look-up") {
  Named world;
  std::string yaml(kNames);
  yaml.replace(yaml.find("[Field]"), 7, "[Fields, Default]");
  const Files files(yaml);
  const auto plan = diff(files.deployment(), *world.tenant, world.options);
  REQUIRE(slugs(plan) == Strings{"scope-tag-not-found"});
  CHECK(text_at(files, plan.diagnostics[0]) == "Fields");
  CHECK(plan.diagnostics[0].path == "policies.hello.scopeTags[0]");
  CHECK(plan.diagnostics[0].help == "did you mean `Field`?");
  yaml.replace(yaml.find("[Fields, Default]"), 17, "[Default]");
  world.tenant->knobs().forbidden = {"scope-tags"};
  CHECK(slugs(world.plan(yaml)).empty());
}
