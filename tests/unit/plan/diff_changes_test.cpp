// Which change is planned for an object, and what stands in it.

#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using namespace pinwright::plan;
using namespace pinwright::plan::diff_test;
using Strings = std::vector<std::string>;
using Json = nlohmann::json;

namespace {

auto renamed(std::string_view key, std::string_view more = "") -> std::string {
  std::string yaml(kPolicy);
  yaml.replace(yaml.find("  hello:"), 8, "  " + std::string(key) + ":");
  return yaml + std::string(more);
}

auto keys(const TenantPlan& plan) -> Strings {
  Strings keys;
  for (const auto& one : plan.changes) keys.push_back(std::string(word(one.action)) + " " + one.key);
  return keys;
}

}  // namespace

TEST_CASE("a policy that the tenant does not have is created") {
  World world;
  const auto plan = world.plan(kPolicy);
  const auto& change = change_of(plan, "hello");
  CHECK(verdict(change) == "create new");
  CHECK(change.id.empty());
  CHECK(change.live_hash == "absent");
  CHECK_FALSE(change.before.has_value());
  CHECK(change.name == "Hello");
  CHECK(paths(change).size() == 5);
  CHECK(world.tenant.writes().empty());
  CHECK(plan.name == "contoso");
  CHECK(plan.tenant_id == kTenantId);
  CHECK(plan.cloud == "global");
}

TEST_CASE("a policy of ours that the files no longer have is deleted, and one that is protected is not") {
  World world;
  world.settle(kPolicy);
  const auto id = world.policy_id("Hello");
  const auto plan = world.plan("");
  const auto& change = change_of(plan, "hello");
  CHECK(verdict(change) == "delete removed");
  CHECK(change.id == id);
  CHECK_FALSE(change.after.has_value());
  CHECK(change.before.has_value());

  World guarded;
  guarded.settle(std::string(kPolicy) + "    protect: true\n");
  const auto kept = guarded.plan("");
  CHECK(verdict(change_of(kept, "hello")) == "no-op protected");
  CHECK_FALSE(kept.has_changes());
}

TEST_CASE("what others made is never a change") {
  World world;
  world.add_policy("By hand");
  world.add_policy("Of others", marker("other-workspace", "hello"));
  world.add_policy("Of another tenant", marker(kWorkspace, "hello", "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27"));
  CHECK(world.plan("").changes.empty());
}

TEST_CASE("a tenant that is left deletes or forgets what is ours there") {
  const auto offboard = [](std::string_view how) {
    return "tenants: {contoso: {tenantId: " + kTenantId + ", offboard: " + std::string(how) + "}}\n" +
           std::string(kPolicy);
  };
  World world;
  world.settle(kPolicy);
  world.add_policy("By hand");
  CHECK(keys(world.plan(offboard("delete"))) == Strings{"delete hello"});
  const auto forgotten = world.plan(offboard("forget"));
  CHECK(keys(forgotten) == Strings{"forget hello"});
  CHECK(verdict(forgotten.changes[0]) == "forget removed");
  CHECK_FALSE(forgotten.changes[0].after.has_value());
}

TEST_CASE("a former key takes the object over with one update") {
  World world;
  world.settle(kPolicy);
  const auto id = world.policy_id("Hello");
  const auto yaml = renamed("greeting", "    formerly: [older, hello]\n");
  const auto plan = world.plan(yaml);
  CHECK(keys(plan) == Strings{"update greeting"});
  CHECK(plan.changes[0].id == id);
  CHECK(plan.changes[0].paths.empty());
  CHECK(verdict(plan.changes[0]) == "update config");
  world.carry_out(plan);
  CHECK(keys(world.plan(yaml)) == Strings{"no-op greeting"});
}

TEST_CASE("without a former key a rename is a delete and a create, the delete first") {
  World world;
  world.settle(kPolicy);
  CHECK(keys(world.plan(renamed("greeting"))) == Strings{"delete hello", "create greeting"});
}

TEST_CASE("a former key that another policy has now is that policy's") {
  World world;
  world.settle(kPolicy);
  std::string yaml(kPolicy);
  yaml += R"(
  greeting:
    displayName: Greeting
    formerly: [hello]
    settings: [{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/History', value: 1}]
)";
  CHECK(keys(world.plan(yaml)) == Strings{"create greeting", "no-op hello"});
}

TEST_CASE("a policy by hand is adopted by its id") {
  World world;
  const auto id = world.add_policy("Made by hand", "Some text");
  const auto adopting = [&](const std::string& settings) {
    return "policies:\n  hello:\n    displayName: Made by hand\n    adopt: {contoso: " + id + "}\n    settings: [" +
           settings + "]\n";
  };
  const std::string same =
      "{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/Expiration', value: 365}";
  SECTION("what is as declared has no paths: only the marker is added") {
    const auto plan = world.plan(adopting(same));
    const auto& change = change_of(plan, "hello");
    CHECK(verdict(change) == "adopt adopt");
    CHECK(change.id == id);
    CHECK(change.paths.empty());
    CHECK(sections(change).empty());
    CHECK(slugs(plan).empty());
    world.carry_out(plan);
    CHECK(keys(world.plan(adopting(same))) == Strings{"no-op hello"});
    CHECK(object::description_of(world.tenant.stored(object::Kind::Policy, id).object)->substr(0, 10) == "Some text\n");
  }
  SECTION("differences are paths") {
    const auto plan = world.plan(adopting(
        "{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/Expiration', value: 30}"));
    CHECK(sections(change_of(plan, "hello")) == "settings adopt");
    CHECK(paths(change_of(plan, "hello")).size() == 1);
    CHECK_FALSE(plan.has_drift());
  }
}

TEST_CASE("a policy by hand is adopted by its name when --adopt says so") {
  World world;
  const auto id = world.add_policy("Hello");
  world.options.adopt = {"hello"};
  const auto plan = world.plan(kPolicy);
  CHECK(slugs(plan).empty());
  CHECK(change_of(plan, "hello").action == Action::Adopt);
  CHECK(change_of(plan, "hello").id == id);
}

TEST_CASE("an adopt line is ignored once the policy has a live object of ours") {
  World world;
  world.settle(kPolicy);
  const auto other = world.add_policy("By hand");
  const auto plan = world.plan(std::string(kPolicy) + "    adopt: {contoso: " + other + "}\n");
  CHECK(keys(plan) == Strings{"no-op hello"});
}

TEST_CASE("groups and filters of ours are created, and policies refer to them before they have an id") {
  World world;
  const std::string yaml = R"(
groups:
  company: {displayName: SG Company, create: true, description: All of them, membershipRule: (device.deviceOwnership -eq "Company")}
filters:
  corporate: {displayName: Corporate, create: true, rule: (device.deviceOwnership -eq "Corporate")}
policies:
  hello:
    displayName: Hello
    settings: [{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/History', value: 1}]
    assignments: {include: [{group: company, filter: corporate}]}
)";
  const auto plan = world.plan(yaml);
  CHECK(slugs(plan).empty());
  CHECK(keys(plan) == Strings{"create hello", "create company", "create corporate"});
  const auto& target = change_of(plan, "hello").assignments.at(0);
  CHECK(target.group.key == "company");
  CHECK(target.group.id.empty());
  CHECK(target.filter->filter.key == "corporate");
  REQUIRE(plan.references.size() == 2);
  CHECK(plan.references[0].key == "company");
  CHECK(plan.references[0].id.empty());
  world.carry_out(plan);
  const auto after = world.plan(yaml);
  CHECK(keys(after) == Strings{"no-op hello", "no-op company", "no-op corporate"});
  CHECK(after.references[0].id == world.tenant.ids_of(object::Kind::Group, "SG Company").at(0));

  SECTION("a rule that was changed on one side is told apart") {
    world.tenant.edit(object::Kind::Filter, world.tenant.ids_of(object::Kind::Filter, "Corporate").at(0),
                      [](Json& filter) { filter["rule"] = "(device.deviceOwnership -eq \"Personal\")"; });
    CHECK(sections(change_of(world.plan(yaml), "corporate")) == "settings drift");
    CHECK(paths(change_of(world.plan(yaml), "corporate")) == Strings{"rule"});
    auto other = yaml;
    other.replace(other.find("All of them"), 11, "Some of them");
    CHECK(sections(change_of(world.plan(other), "company")) == "rest config");
  }
  SECTION("a filter that is no longer declared is deleted, a group never") {
    const auto gone = world.plan("");
    CHECK(keys(gone) == Strings{"delete hello", "delete corporate"});
  }
  SECTION("a group that the files rename is known by its marker where a policy of ours is assigned to it") {
    auto other = yaml;
    other.replace(other.find("SG Company"), 10, "SG Renamed");
    const auto renamed_group = world.plan(other);
    CHECK(slugs(renamed_group).empty());
    CHECK(keys(renamed_group) == Strings{"update company", "no-op hello", "no-op corporate"});
    CHECK(paths(change_of(renamed_group, "company")) == Strings{"displayName"});
    world.carry_out(renamed_group);
    CHECK(keys(world.plan(other)) == Strings{"no-op hello", "no-op company", "no-op corporate"});
    CHECK(world.tenant.ids(object::Kind::Group).size() == 1);
  }
  SECTION("a group that no policy of ours is assigned to is not taken for what its description says") {
    const auto id = world.tenant.ids_of(object::Kind::Group, "SG Company").at(0);
    const auto description = *object::description_of(world.tenant.stored(object::Kind::Group, id).object);
    world.tenant.edit(object::Kind::Group, id, [](Json& group) { group["description"] = "somebody's"; });
    const auto other_id = world.add_group("Somebody's");
    world.tenant.edit(object::Kind::Group, other_id, [&](Json& group) { group["description"] = description; });
    auto other = yaml;
    other.replace(other.find("SG Company"), 10, "SG Renamed");
    const auto asks = world.plan(other);
    CHECK(slugs(asks) == Strings{"group-ambiguous"});
    CHECK(keys(asks) == Strings{"update hello", "no-op corporate"});
    REQUIRE(asks.diagnostics.size() == 1);
    CHECK(asks.diagnostics.at(0).message.find("Somebody's") != std::string::npos);
    world.tenant.edit(object::Kind::Group, other_id, [&](Json& group) { group["description"] = "somebody's"; });
    CHECK(keys(world.plan(other)) == Strings{"update hello", "create company", "no-op corporate"});
  }
  SECTION("a group of ours under its own name is taken, whoever else says to be it") {
    const auto id = world.tenant.ids_of(object::Kind::Group, "SG Company").at(0);
    const auto description = *object::description_of(world.tenant.stored(object::Kind::Group, id).object);
    world.tenant.edit(object::Kind::Group, world.add_group("Somebody's"),
                      [&](Json& group) { group["description"] = description; });
    CHECK(keys(world.plan(yaml)) == Strings{"no-op hello", "no-op company", "no-op corporate"});
  }
  SECTION("another key for a filter or group of the same display name is the same object") {
    auto other = yaml;
    for (auto at = other.find("corporate"); at != std::string::npos; at = other.find("corporate", at + 9))
      other.replace(at, 9, "company-d");
    CHECK(keys(world.plan(other)) == Strings{"update company-d", "no-op hello", "no-op company"});
  }
}

TEST_CASE(
    "a group that the files rename and nothing is assigned to is known where a journal says that a run wrote it") {
  World world;
  world.settle("groups: {company: {displayName: SG Company, create: true}}\n");
  const std::string renamed = "groups: {company: {displayName: SG Renamed, create: true}}\n";
  CHECK(slugs(world.plan(renamed)) == Strings{"group-ambiguous"});
  CHECK(keys(world.plan(renamed)).empty());
  const auto id = world.tenant.ids_of(object::Kind::Group, "SG Company").at(0);
  world.options.is_written = [&](std::string_view written) { return written == id; };
  CHECK(keys(world.plan(renamed)) == Strings{"update company"});
}

TEST_CASE("a group that a tenant binds to an object of its own is not made there") {
  World world;
  const auto id = world.add_group("Something else");
  const auto plan = world.plan("tenants: {contoso: {tenantId: " + kTenantId + ", groups: {company: {id: " + id + R"(}}}}
groups: {company: {displayName: SG Company, create: true}}
policies:
  hello:
    displayName: Hello
    settings: [{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/History', value: 1}]
    assignments: {include: [company]}
)");
  CHECK(keys(plan) == Strings{"create hello"});
  CHECK(plan.changes[0].assignments.at(0).group.id == id);
}

TEST_CASE("names lead to ids: of groups, filters and scope tags") {
  auto made = fake::FakeTenant::from_json(R"json({"tenantId": ")json" + kTenantId + R"json(",
    "groups": [{"id": "11111111-1111-4111-8111-111111111111", "displayName": "SG Pilots"}],
    "assignmentFilters": [{"id": "22222222-2222-4222-8222-222222222222", "displayName": "Corporate",
                           "rule": "(device.deviceName -eq \"a\")"}],
    "roleScopeTags": [{"id": "7", "displayName": "Field"}]})json");
  REQUIRE(made.ok());
  World world;
  const Files files(R"(
groups: {pilots: {displayName: SG Pilots}}
filters: {corporate: {displayName: Corporate}}
policies:
  hello:
    displayName: Hello
    scopeTags: [Field, Default]
    settings: [{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/History', value: 1}]
    assignments: {include: [{group: pilots, filter: corporate, filterMode: exclude}]}
)");
  const auto plan = diff(files.deployment(), *made.value(), world.options);
  CHECK(slugs(plan).empty());
  const auto& change = change_of(plan, "hello");
  CHECK(change.assignments.at(0).group.id == "11111111-1111-4111-8111-111111111111");
  CHECK(change.assignments.at(0).filter->filter.id == "22222222-2222-4222-8222-222222222222");
  const auto& tags = *std::get<object::Policy>(*change.after).scope_tags;
  CHECK(tags.at(0).id == "7");
  REQUIRE(plan.references.size() == 3);
  CHECK(plan.references[2].kind == Resolved::Kind::ScopeTag);
  CHECK(plan.references[2].id == "7");
}

TEST_CASE("reach counts the members of the groups that a change includes") {
  World world;
  world.add_group("SG Pilots", 12, 3);
  world.add_group("SG Others", 4, 1);
  const auto files = [](std::string_view assignments) {
    return "groups: {pilots: {displayName: SG Pilots}, others: {displayName: SG Others}, new: {displayName: New, "
           "create: "
           "true}}\n" +
           std::string(kPolicy) + "    assignments: " + std::string(assignments) + "\n";
  };
  const auto reach = [&](std::string_view assignments) {
    return change_of(world.plan(files(assignments)), "hello").reach;
  };
  CHECK(reach("{include: [pilots, others]}").devices == 16U);
  CHECK(reach("{include: [pilots, others]}").users == 4U);
  CHECK(reach("{include: [pilots], exclude: [others]}").devices == 12U);
  CHECK(reach("{include: [allDevices]}").all_devices);
  CHECK(reach("{include: [allUsers]}").all_users);
  CHECK(reach("{include: []}").devices == 0U);
  CHECK_FALSE(reach("{include: [new]}").devices.has_value());

  SECTION("without the right to count it is unknown, and that is no finding") {
    world.tenant.knobs().forbidden = {"count"};
    const auto plan = world.plan(files("{include: [pilots]}"));
    CHECK_FALSE(change_of(plan, "hello").reach.devices.has_value());
    CHECK(slugs(plan).empty());
  }
  SECTION("nothing is counted when nobody wants to know, or nothing changes") {
    std::size_t counted = 0;
    world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
      if (operation == "count") ++counted;
      return fake::FaultAction::None;
    };
    world.options.with_reach = false;
    static_cast<void>(world.plan(files("{include: [pilots]}")));
    CHECK(counted == 0);
    world.options.with_reach = true;
    world.settle(files("{include: [pilots]}"));
    counted = 0;
    static_cast<void>(world.plan(files("{include: [pilots]}")));
    CHECK(counted == 0);
  }
}

TEST_CASE("the hash of a change is that of the object as it was read") {
  World world;
  world.settle(kPolicy);
  const auto plan = world.plan(kPolicy);
  const auto& change = change_of(plan, "hello");
  CHECK(change.live_hash == object::live_hash(*change.before));
  CHECK(change.live_hash == object::live_hash(*change_of(world.plan(kPolicy), "hello").before));
  world.edit_policy("Hello", [](Json& policy) { policy["omaSettings"][0]["displayName"] = "Other"; });
  CHECK(change.live_hash != change_of(world.plan(kPolicy), "hello").live_hash);
}

TEST_CASE("a tenant that cannot be used has no changes") {
  World world;
  world.settle(kPolicy);
  const auto with_fault = [&](std::string_view which, fake::FaultAction action) {
    world.tenant.knobs().fault = [which, action](std::string_view operation, const std::string&, std::size_t) {
      return operation == which ? action : fake::FaultAction::None;
    };
    return world.plan(renamed("greeting"));
  };
  for (const auto* part : {"access", "organization", "policies", "plain-text"}) {
    INFO(part);
    const auto plan = with_fault(part, fake::FaultAction::Throttled);
    // Nothing of ours matches a declared key here, so no plain text is asked for.
    if (std::string_view(part) == "plain-text") continue;
    CHECK(plan.unusable.has_value());
    CHECK(plan.changes.empty());
  }
  world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t) {
    return operation == "plain-text" ? fake::FaultAction::LostBefore : fake::FaultAction::None;
  };
  CHECK(world.plan(kPolicy).unusable.has_value());
}

TEST_CASE("v1.0 is asked for no filters and no scope tags") {
  World world;
  world.options.graph_api = object::GraphApi::V1;
  std::vector<std::string> asked;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    asked.emplace_back(operation);
    return fake::FaultAction::None;
  };
  CHECK(verdict(change_of(world.plan(kPolicy), "hello")) == "create new");
  CHECK(asked == Strings{"access", "organization", "policies"});
}
