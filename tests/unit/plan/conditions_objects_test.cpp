// Findings about objects of the tenant: ownership, adoption, copies, what cannot be read.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using namespace pinwright::plan;
using namespace pinwright::plan::diff_test;
using Strings = std::vector<std::string>;
using Json = nlohmann::json;

TEST_CASE("unowned-policy: nothing is made beside a policy of the same name") {
  World world;
  const auto id = world.add_policy("hello");
  const auto plan = world.plan(kPolicy);
  REQUIRE(slugs(plan) == Strings{"unowned-policy"});
  CHECK(plan.changes.empty());
  CHECK(plan.diagnostics[0].path == "policies.hello");
  CHECK(plan.diagnostics[0].help.find("adopt: {contoso: " + id + "}") != std::string::npos);

  world.tenant.erase(object::Kind::Policy, id);
  world.add_policy("Hello there");
  CHECK(slugs(world.plan(kPolicy)).empty());
}

TEST_CASE("unowned-policy: one of another workspace is named, and is not for adoption") {
  World world;
  world.add_policy("Hello", "About\n" + marker("other-workspace", "greeting"));
  const auto plan = world.plan(kPolicy);
  REQUIRE(slugs(plan) == Strings{"unowned-policy"});
  CHECK(plan.diagnostics[0].notes.at(0).find("`other-workspace`, as `greeting`") != std::string::npos);
  CHECK(plan.diagnostics[0].help.find("adopt") == std::string::npos);
}

TEST_CASE("unowned-policy: a marker that was copied from another tenant makes no owner") {
  World world;
  world.add_policy("Hello", marker(kWorkspace, "hello", "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27"));
  CHECK(slugs(world.plan(kPolicy)) == Strings{"unowned-policy"});
}

TEST_CASE("unowned-policy: groups and filters that are to be made, too") {
  World world;
  const auto id = world.add_group("SG Company");
  world.tenant.put(
      object::Kind::Filter,
      R"json({"displayName": "Corporate", "platform": "windows10AndLater", "rule": "(device.deviceName -eq \"b\")"})json");
  const std::string yaml = R"(
groups: {company: {displayName: SG Company, create: true}}
filters: {corporate: {displayName: Corporate, create: true, rule: (device.deviceOwnership -eq "Corporate")}}
)";
  const auto plan = world.plan(yaml);
  CHECK(slugs(plan) == Strings{"unowned-policy", "unowned-policy"});
  CHECK(plan.changes.empty());
  world.options.adopt = {"company", "corporate"};
  const auto adopting = world.plan(yaml);
  CHECK(slugs(adopting).empty());
  CHECK(change_of(adopting, "company").id == id);
  CHECK(change_of(adopting, "company").action == Action::Adopt);
}

TEST_CASE("duplicate-live-policy: two objects of one marker, and neither is touched") {
  World world;
  world.settle(kPolicy);
  const auto id = world.policy_id("Hello");
  auto copy = object::description_of(world.tenant.stored(object::Kind::Policy, id).object).value();
  const auto second = world.add_policy("Hello - Copy", copy);
  const auto plan = world.plan(kPolicy);
  REQUIRE(slugs(plan) == Strings{"duplicate-live-policy"});
  CHECK(plan.changes.empty());
  CHECK(plan.diagnostics[0].path == "policies.hello");
  CHECK(plan.diagnostics[0].notes.size() == 2);

  const auto undeclared = world.plan("");
  CHECK(slugs(undeclared) == Strings{"duplicate-live-policy"});
  CHECK(undeclared.changes.empty());

  SECTION("a journal tells the one that a run wrote to from its copy") {
    world.options.is_written = [&](std::string_view one) { return one == id; };
    const auto told = world.plan(kPolicy);
    REQUIRE(slugs(told) == Strings{"duplicate-live-policy"});
    CHECK(told.diagnostics[0].severity == diag::Severity::Warning);
    CHECK(told.diagnostics[0].help.find("--id " + second) != std::string::npos);
    CHECK(told.changes.size() == 1);
    CHECK(change_of(told, "hello").action == Action::NoOp);
    CHECK(change_of(told, "hello").id == id);
    const auto gone = world.plan("");
    CHECK(gone.changes.size() == 1);
    CHECK(change_of(gone, "hello").action == Action::Delete);
    CHECK(change_of(gone, "hello").id == id);
    world.options.is_written = [](std::string_view) { return true; };
    CHECK(world.plan(kPolicy).diagnostics[0].severity == diag::Severity::Error);
  }
  SECTION("so does the id of `adopt`") {
    const auto told = world.plan(std::string(kPolicy) + "    adopt: {contoso: " + second + "}\n");
    REQUIRE(slugs(told) == Strings{"duplicate-live-policy"});
    CHECK(told.diagnostics[0].severity == diag::Severity::Warning);
    CHECK(change_of(told, "hello").id == second);
  }
  SECTION("without the copy nothing is said") {
    world.tenant.erase(object::Kind::Policy, second);
    CHECK(slugs(world.plan(kPolicy)).empty());
  }
}

TEST_CASE("duplicate-live-policy: of groups that carry one marker the one that is known is used, else the oldest") {
  const std::string yaml = R"(
groups: {company: {displayName: SG Company, create: true}}
policies:
  hello:
    displayName: Hello
    pinRecovery: {enabled: true}
    assignments: {include: [company]}
)";
  const std::string group_alone = "groups: {company: {displayName: SG Company, create: true}}\n";
  World world;
  const auto is_assigned = GENERATE(true, false);
  world.settle(is_assigned ? yaml : group_alone);
  const auto ours = world.tenant.ids_of(object::Kind::Group, "SG Company").at(0);
  const auto marked = object::description_of(world.tenant.stored(object::Kind::Group, ours).object).value();
  const auto twin = world.tenant.put(object::Kind::Group,
                                     nlohmann::json{{"displayName", "SG Company"}, {"description", marked}}.dump());
  const auto created = [&](const std::string& id, const char* at) {
    world.tenant.edit(object::Kind::Group, id, [&](nlohmann::json& group) { group["createdDateTime"] = at; });
  };
  const auto used = [&](const plan::TenantPlan& plan) {
    REQUIRE(slugs(plan) == Strings{"duplicate-live-policy"});
    CHECK(plan.diagnostics[0].severity == diag::Severity::Warning);
    CHECK(plan.diagnostics[0].path == "groups.company");
    REQUIRE(plan.diagnostics[0].notes.size() == 2);
    CHECK(plan.copies.size() == 1);
    CHECK_FALSE(is_left_out(plan));
    return change_of(plan, "company").id;
  };
  created(ours, "2026-05-02T00:00:00Z");
  created(twin, "2026-05-03T00:00:00Z");
  CHECK(used(world.plan(yaml)) == ours);
  CHECK(change_of(world.plan(yaml), "hello").assignments.at(0).group.id == ours);
  SECTION("an older one is used only where nothing tells") {
    created(twin, "2026-05-01T00:00:00Z");
    CHECK(used(world.plan(yaml)) == (is_assigned ? ours : twin));
    world.options.is_written = [&](std::string_view id) { return id == ours; };
    CHECK(used(world.plan(yaml)) == ours);
  }
  SECTION("one that no time is known of is not guessed at") {
    created(twin, "");
    const auto plan = world.plan(yaml);
    if (is_assigned) {
      CHECK(used(plan) == ours);
    } else {
      CHECK(slugs(plan) == Strings{"duplicate-live-policy"});
      CHECK(is_left_out(plan));
    }
  }
  SECTION("without the twin nothing is said") {
    world.tenant.erase(object::Kind::Group, twin);
    CHECK(slugs(world.plan(yaml)).empty());
  }
}

TEST_CASE("duplicate-live-policy: a copy of what an apply deleted is told of, and is not deleted") {
  World world;
  world.settle(kPolicy);
  const auto id = world.policy_id("Hello");
  std::string asked;
  world.options.is_left_copy = [&](std::string_view tenant, object::Kind, std::string_view key, std::string_view live) {
    asked = fmt::format("{} {} {}", tenant, key, live);
    return true;
  };
  const auto plan = world.plan("policies: {}");
  CHECK(asked == fmt::format("{} hello {}", kTenantId, id));
  REQUIRE(slugs(plan) == Strings{"duplicate-live-policy"});
  CHECK(plan.diagnostics[0].severity == diag::Severity::Warning);
  CHECK(plan.diagnostics[0].help.find("--id " + id) != std::string::npos);
  CHECK(plan.changes.empty());
  CHECK_FALSE(is_left_out(plan));
}

TEST_CASE("unmanaged-target: what adopt names is not there, is another's, or is taken") {
  World world;
  const auto adopting = [](const std::string& id) {
    return std::string(kPolicy) + "    adopt: {contoso: " + id + "}\n";
  };
  const auto message_for = [&](const std::string& yaml) {
    const auto plan = world.plan(yaml);
    CHECK(slugs(plan) == Strings{"unmanaged-target"});
    CHECK(plan.changes.empty());
    return plan.diagnostics.empty() ? std::string() : plan.diagnostics[0].message;
  };
  SECTION("not there") {
    CHECK(message_for(adopting("11111111-1111-4111-8111-111111111111")) ==
          "no policy of the tenant has the ID `11111111-1111-4111-8111-111111111111`");
  }
  SECTION("of another type") {
    world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t) {
      return operation == "policy" ? fake::FaultAction::RefuseBefore : fake::FaultAction::None;
    };
    CHECK(message_for(adopting("11111111-1111-4111-8111-111111111111")) ==
          "the object `11111111-1111-4111-8111-111111111111` is no Windows custom policy");
  }
  SECTION("of another workspace") {
    const auto id = world.add_policy("Theirs", marker("other-workspace", "x"));
    CHECK(message_for(adopting(id)) ==
          fmt::format("the policy `{}` is owned by `other-workspace/x`, another workspace", id));
  }
  SECTION("of another policy of the files") {
    const std::string both = std::string(kPolicy) + R"(
  other:
    displayName: Other
    settings: [{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/UsePassportForWork', value: true}]
)";
    world.settle(both);
    auto yaml = both;
    yaml += "    adopt: {contoso: " + world.policy_id("Hello") + "}\n";
    world.tenant.erase(object::Kind::Policy, world.policy_id("Other"));
    const auto plan = world.plan(yaml);
    CHECK(slugs(plan) == Strings{"unmanaged-target"});
    CHECK(find(plan, "other") == nullptr);
  }
  SECTION("--adopt without a policy of the name, and with two") {
    world.options.adopt = {"hello"};
    CHECK(message_for(std::string(kPolicy)) == "`--adopt hello`: the tenant has no unowned policy of the name `Hello`");
    world.add_policy("Hello");
    world.add_policy("Hello");
    CHECK(message_for(std::string(kPolicy)) == "`--adopt hello`: the tenant has 2 unowned objects of the name `Hello`");
  }
}

TEST_CASE("two policies cannot take over one object") {
  World world;
  const auto id = world.add_policy("By hand");
  const auto yaml = fmt::format(R"(
policies:
  one: {{displayName: One, adopt: {{contoso: {0}}}, settings: [{{omaUri: './Device/Vendor/MSFT/PassportForWork/{{tenantId}}/Policies/PINComplexity/History', value: 1}}]}}
  two: {{displayName: Two, adopt: {{contoso: {0}}}, settings: [{{omaUri: './Device/Vendor/MSFT/PassportForWork/{{tenantId}}/Policies/PINComplexity/History', value: 1}}]}}
)",
                                id);
  const auto plan = world.plan(yaml);
  CHECK(slugs(plan) == Strings{"unmanaged-target"});
  CHECK(plan.changes.size() == 1);
}

TEST_CASE("unreadable-object: one that is not ours is named once, and blocks nobody") {
  World world;
  for (const char* name : {"One", "Two"}) {
    world.add_policy(name);
    world.edit_policy(name, [](Json& policy) { policy["omaSettings"][0]["displayName"] = nullptr; });
  }
  const auto plan = world.plan(kPolicy);
  REQUIRE(slugs(plan) == Strings{"unreadable-object"});
  const auto& note = plan.diagnostics[0];
  CHECK(note.severity == diag::Severity::Note);
  CHECK(note.message == "2 objects of the tenant that this workspace does not own cannot be read in full");
  CHECK(note.notes.at(0).find("`One`") != std::string::npos);
  CHECK_FALSE(is_left_out(plan));
  CHECK_FALSE(plan.incomplete);
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes[0].action == Action::Create);
}

TEST_CASE("unreadable-object: one of ours is left alone, and the others are planned") {
  World world;
  const auto yaml = std::string(kPolicy) +
                    "  other:\n    displayName: Other\n    settings: [{omaUri: "
                    "'./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera', value: 0}]\n";
  world.settle(yaml);
  world.edit_policy("Hello", [](Json& policy) { policy["omaSettings"][0]["displayName"] = nullptr; });
  world.edit_policy("Other", [](Json& policy) { policy["omaSettings"][0]["value"] = 1; });
  const auto plan = world.plan(yaml);
  REQUIRE(slugs(plan) == Strings{"unreadable-object"});
  CHECK(plan.diagnostics[0].severity == diag::Severity::Error);
  CHECK(plan.diagnostics[0].path == "policies.hello");
  CHECK_FALSE(is_left_out(plan));
  CHECK(plan.incomplete);
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes[0].key == "other");
  CHECK(plan.changes[0].action == Action::Update);

  // No longer declared, it is not deleted either.
  const auto rest = world.plan("policies: {}");
  CHECK(slugs(rest) == Strings{"unreadable-object"});
  REQUIRE(rest.changes.size() == 1);
  CHECK(rest.changes[0].key == "other");
}

TEST_CASE("unreadable-object: what cannot be read is not taken over, and its name is taken") {
  World world;
  const auto id = world.add_policy("Hello");
  world.edit_policy("Hello", [](Json& policy) { policy["omaSettings"][0]["displayName"] = nullptr; });
  CHECK(slugs(world.plan(kPolicy)) == Strings{"unowned-policy", "unreadable-object"});
  world.options.adopt = {"hello"};
  const auto plan = world.plan(kPolicy);
  CHECK(plan.changes.empty());
  CHECK(plan.incomplete);
}

TEST_CASE("unmanaged-target: an id that is gone leaves out its policy alone") {
  World world;
  const auto yaml = std::string(kPolicy) + R"(
  gone:
    displayName: Gone
    adopt: {contoso: 11111111-2222-4333-8444-555555555555}
    settings: [{omaUri: './Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera', value: 0}]
)";
  const auto plan = world.plan(yaml);
  REQUIRE(slugs(plan) == Strings{"unmanaged-target"});
  CHECK(plan.diagnostics[0].help.find("remove the `adopt` line") != std::string::npos);
  CHECK_FALSE(is_left_out(plan));
  CHECK(plan.incomplete);
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes[0].key == "hello");
}
