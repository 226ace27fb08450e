// Why an object is to be changed: the files, the tenant and the marker against each other, section by section.

#include <nlohmann/json.hpp>

#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using namespace pinwright::plan;
using namespace pinwright::plan::diff_test;
using Strings = std::vector<std::string>;
using Json = nlohmann::json;

namespace {

constexpr auto kExpiration = "./Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/Expiration";

/// A policy of one number, assigned to a group and to all devices.
auto files(int expiration = 365, std::string_view description = "About", std::string_view include = "[pilots]")
    -> std::string {
  return "groups: {pilots: {displayName: SG Pilots}, others: {displayName: SG Others}}\n"
         "policies:\n"
         "  hello:\n"
         "    displayName: Hello\n"
         "    description: " +
         std::string(description) +
         "\n"
         "    settings: [{omaUri: '" +
         std::string(kExpiration) + "', value: " + std::to_string(expiration) +
         "}]\n"
         "    assignments: {include: " +
         std::string(include) + "}\n";
}

struct Settled : World {
  Settled() {
    pilots = add_group("SG Pilots", 12, 3);
    others = add_group("SG Others", 4, 0);
    settle(files());
  }

  auto set_expiration(int value) -> void {
    edit_policy("Hello", [&](Json& policy) { policy["omaSettings"][0]["value"] = value; });
  }
  auto set_description(const std::string& text) -> void {
    edit_policy("Hello", [&](Json& policy) {
      const auto old = policy["description"].get<std::string>();
      policy["description"] = text + old.substr(old.find('\n'));
    });
  }
  auto set_group(const std::string& id) -> void {
    edit_policy("Hello", [&](Json& policy) { policy["assignments"][0]["target"]["groupId"] = id; });
  }

  std::string pilots, others;
};

}  // namespace

TEST_CASE("what is as declared and as written is left alone") {
  Settled world;
  const auto plan = world.plan(files());
  const auto& change = change_of(plan, "hello");
  CHECK(verdict(change) == "no-op");
  CHECK(sections(change).empty());
  CHECK(change.paths.empty());
  CHECK_FALSE(plan.has_changes());
  CHECK_FALSE(plan.has_drift());
}

TEST_CASE("a change of the files is config, in the section that it is in") {
  Settled world;
  CHECK(sections(change_of(world.plan(files(30)), "hello")) == "settings config");
  CHECK(sections(change_of(world.plan(files(365, "Else")), "hello")) == "rest config");
  CHECK(sections(change_of(world.plan(files(365, "About", "[others]")), "hello")) == "assignments config");
  const auto plan = world.plan(files(30, "Else", "[others]"));
  const auto& change = change_of(plan, "hello");
  CHECK(sections(change) == "settings config, assignments config, rest config");
  CHECK(verdict(change) == "update config");
  CHECK_FALSE(plan.has_drift());
}

TEST_CASE("a change in the tenant is drift, in the section that it is in") {
  SECTION("settings") {
    Settled world;
    world.set_expiration(30);
    const auto plan = world.plan(files());
    CHECK(sections(change_of(plan, "hello")) == "settings drift");
    CHECK(verdict(change_of(plan, "hello")) == "update drift");
    CHECK(plan.has_drift());
  }
  SECTION("rest") {
    Settled world;
    world.set_description("Edited");
    CHECK(sections(change_of(world.plan(files()), "hello")) == "rest drift");
  }
  SECTION("assignments") {
    Settled world;
    world.set_group(world.others);
    CHECK(sections(change_of(world.plan(files()), "hello")) == "assignments drift");
  }
}

TEST_CASE("a change on both sides is both") {
  SECTION("settings") {
    Settled world;
    world.set_expiration(30);
    CHECK(sections(change_of(world.plan(files(60)), "hello")) == "settings both");
    CHECK(verdict(change_of(world.plan(files(60)), "hello")) == "update both");
  }
  SECTION("rest") {
    Settled world;
    world.set_description("Edited");
    CHECK(sections(change_of(world.plan(files(365, "Else")), "hello")) == "rest both");
  }
  SECTION("assignments") {
    Settled world;
    world.set_group(world.others);
    CHECK(sections(change_of(world.plan(files(365, "About", "[allDevices]")), "hello")) == "assignments both");
  }
}

TEST_CASE("config in one section and drift in another are both, as a whole") {
  Settled world;
  world.set_expiration(30);
  const auto plan = world.plan(files(365, "Else"));
  CHECK(sections(change_of(plan, "hello")) == "settings drift, rest config");
  CHECK(verdict(change_of(plan, "hello")) == "update both");
}

TEST_CASE("when somebody made the change of the files by hand, only the marker is old") {
  Settled world;
  world.set_expiration(30);
  const auto plan = world.plan(files(30));
  const auto& change = change_of(plan, "hello");
  CHECK(verdict(change) == "update config");
  CHECK(sections(change).empty());
  CHECK(change.paths.empty());
  CHECK_FALSE(plan.has_drift());
  world.carry_out(plan);
  CHECK(verdict(change_of(world.plan(files(30)), "hello")) == "no-op");
}

TEST_CASE("assignments that were never written are unfinished") {
  Settled world;
  world.edit_policy("Hello", [](Json& policy) { policy["assignments"] = Json::array(); });
  SECTION("the files want what the marker says") {
    const auto plan = world.plan(files());
    CHECK(sections(change_of(plan, "hello")) == "assignments unfinished");
    CHECK(verdict(change_of(plan, "hello")) == "update unfinished");
    CHECK_FALSE(plan.has_drift());
  }
  SECTION("the files want others now") {
    CHECK(sections(change_of(world.plan(files(365, "About", "[others]")), "hello")) == "assignments unfinished");
  }
  SECTION("the files want none: nothing is left to write but the marker") {
    const auto plan = world.plan(files(365, "About", "[]"));
    CHECK(sections(change_of(plan, "hello")).empty());
    CHECK(verdict(change_of(plan, "hello")) == "update config");
  }
}

TEST_CASE("assignments that somebody added where the files want none are drift") {
  World world;
  const auto pilots = world.add_group("SG Pilots");
  world.settle(files(365, "About", "[]"));
  world.edit_policy("Hello", [&](Json& policy) {
    policy["assignments"] = {
        {{"target", {{"@odata.type", "#microsoft.graph.groupAssignmentTarget"}, {"groupId", pilots}}}}};
  });
  CHECK(sections(change_of(world.plan(files(365, "About", "[]")), "hello")) == "assignments drift");
}

TEST_CASE("what the files do not manage is not compared") {
  World world;
  const std::string unmanaged = R"(
policies:
  hello:
    displayName: Hello
    settings: [{omaUri: './Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/Expiration', value: 365}]
)";
  world.settle(unmanaged);
  const auto others = world.add_group("SG Others");
  world.edit_policy("Hello", [&](Json& policy) {
    policy["assignments"] = {
        {{"target", {{"@odata.type", "#microsoft.graph.groupAssignmentTarget"}, {"groupId", others}}}}};
    policy["description"] = "A text of the portal\n" + policy["description"].get<std::string>();
    policy["roleScopeTagIds"] = {"0", "7"};
  });
  CHECK(verdict(change_of(world.plan(unmanaged), "hello")) == "no-op");

  SECTION("once it is managed, a difference is config: it cannot have drifted") {
    world.add_group("SG Pilots");
    const auto plan = world.plan(files());
    CHECK(sections(change_of(plan, "hello")) == "assignments config, rest config");
    CHECK(verdict(change_of(plan, "hello")) == "update config");
  }
}

TEST_CASE("a description that is no longer managed leaves an old marker behind and no difference") {
  Settled world;
  auto yaml = files();
  const auto at = yaml.find("    description: About\n");
  yaml.erase(at, std::string_view("    description: About\n").size());
  const auto plan = world.plan(yaml);
  CHECK(verdict(change_of(plan, "hello")) == "update config");
  CHECK(sections(change_of(plan, "hello")).empty());
  REQUIRE(change_of(plan, "hello").after.has_value());
  CHECK_FALSE(object::description_of(*change_of(plan, "hello").after).has_value());
}

TEST_CASE("a protection that is taken back is a change of the marker alone") {
  World world;
  const std::string guarded = std::string(kPolicy) + "    protect: true\n";
  world.settle(guarded);
  const auto plan = world.plan(kPolicy);
  const auto& change = change_of(plan, "hello");
  CHECK(verdict(change) == "update config");
  CHECK(change.paths.empty());
  CHECK_FALSE(change.is_protected);
}

TEST_CASE("order, letter case of ids, and what an absent text looks like are no difference") {
  World world;
  world.add_group("SG Pilots");
  world.add_group("SG Others");
  world.settle(files(365, "About", "[pilots, others]"));
  for (std::uint64_t seed = 2; seed < 12; ++seed) {
    world.tenant.knobs().seed = seed;
    CHECK(verdict(change_of(world.plan(files(365, "About", "[others, pilots]")), "hello")) == "no-op");
  }
}

TEST_CASE("paths say what would change, and how") {
  Settled world;
  const auto plan = world.plan(files(30, "Else", "[others]"));
  const auto& change = change_of(plan, "hello");
  const std::string uri = "./Device/Vendor/MSFT/PassportForWork/" + kTenantId + "/Policies/PINComplexity/Expiration";
  CHECK(paths(change) == Strings{"description", "omaSettings[" + uri + "].value", "assignments[group SG Pilots]",
                                 "assignments[group others]"});
  CHECK(change.paths[1].before == "365");
  CHECK(change.paths[1].after == "30");
}

TEST_CASE("what a tenant spells otherwise is no change, and is one where the rule for it alone is turned off") {
  const std::string yaml = R"(
policies:
  virtual:
    displayName: Virtual
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/AppVirtualization/AllowAppVClient, dataType: string, value: <enabled/>}]
)";
  World world;
  world.settle(yaml);
  const auto turned_off = GENERATE(&object::CanonicalRules::fold_texts, &object::CanonicalRules::fold_admx_payloads);
  const bool is_text = turned_off == &object::CanonicalRules::fold_texts;
  world.tenant.edit(object::Kind::Policy, world.policy_id("Virtual"), [&](Json& policy) {
    if (is_text) policy["displayName"] = "Virtual  ";
    if (!is_text) policy["omaSettings"][0]["value"] = "<Enabled />\n";
  });
  CHECK(change_of(world.plan(yaml), "virtual").action == Action::NoOp);
  world.options.rules.*turned_off = false;
  CHECK(change_of(world.plan(yaml), "virtual").action == Action::Update);
  CHECK(sections(change_of(world.plan(yaml), "virtual")) == (is_text ? "rest drift" : "settings drift"));
  world.options.rules = {};
  (is_text ? world.options.rules.fold_admx_payloads : world.options.rules.fold_texts) = false;
  CHECK(change_of(world.plan(yaml), "virtual").action == Action::NoOp);
}
