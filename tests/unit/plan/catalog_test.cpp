// Policies of the settings catalog: planned, written and compared like the others.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "plan/apply/run.hpp"
#include "plan/forget.hpp"
#include "unit/plan/apply_support.hpp"
#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using plan::Action;
using plan::Reason;
using plan::diff_test::change_of;
using plan::diff_test::Files;
using plan::diff_test::finding_of;
using plan::diff_test::kWorkspace;
using plan::diff_test::slugs;
using Json = nlohmann::json;
using Strings = std::vector<std::string>;

namespace {

constexpr std::string_view kMinimum =
    "./Device/Vendor/MSFT/PassportForWork/{TenantId}/Policies/PINComplexity/MinimumPINLength";

struct Wanted {
  std::string name = "Hello";
  int length = 6;
  std::string target = "settingsCatalog";
  std::string more = {};
};

auto yaml(const Wanted& wanted) -> std::string {
  return fmt::format(R"(
policies:
  hello:
    displayName: {}
    description: About Hello
    target: {}
    pinRecovery: {{enabled: true}}
    settings:
      - {{omaUri: './Device/Vendor/MSFT/PassportForWork/{{tenantId}}/Policies/PINComplexity/MinimumPINLength', value: {}}}
      - {{omaUri: './Device/Vendor/MSFT/Policy/Config/Connectivity/AllowBluetooth', value: 0}}
    assignments: {{include: [allDevices]}}
{})",
                     wanted.name, wanted.target, wanted.length, wanted.more);
}

auto paths_of(const plan::Change& change) -> Strings {
  Strings paths;
  for (const auto& one : change.paths) paths.push_back(one.path);
  return paths;
}

/// The length of the PIN in the group of a policy.
auto length_in(Json& policy) -> Json& {
  for (auto& setting : policy["settings"]) {
    auto& instance = setting["settingInstance"];
    if (!instance.contains("groupSettingCollectionValue")) continue;
    for (auto& child : instance["groupSettingCollectionValue"][0]["children"]) {
      if (child.contains("simpleSettingValue")) return child["simpleSettingValue"]["value"];
    }
  }
  FAIL("the policy has no length");
  return policy;
}

/// A tenant that files are planned against and applied to.
struct Place {
  plan::test::World world;
  plan::DiffOptions options;

  Place() { options.workspace = kWorkspace; }
  auto plan(const std::string& text) -> plan::TenantPlan {
    return plan::diff(Files(text).deployment(), world.tenant, options);
  }
  auto apply(const std::string& text) -> plan::TenantOutcome { return world.apply(plan(text)); }
  auto settle(const std::string& text) -> void {
    for (const auto& outcome : apply(text).outcomes) REQUIRE(outcome.state == plan::Outcome::State::Done);
    world.tenant.forget_writes();
  }
  auto id() -> std::string {
    const auto ids = world.tenant.ids(object::Kind::Policy);
    REQUIRE(ids.size() == 1);
    return ids.front();
  }
  auto operations() const -> Strings {
    Strings found;
    for (const auto& write : world.tenant.writes()) found.push_back(write.operation);
    return found;
  }
};

const Wanted kAsItWas;

}  // namespace

TEST_CASE("a policy of the settings catalog is created, and then there is nothing to do") {
  Place place;
  const auto first = place.plan(yaml(kAsItWas));
  CHECK(slugs(first).empty());
  CHECK(change_of(first, "hello").action == Action::Create);
  place.settle(yaml(kAsItWas));
  for (int i = 0; i < 5; ++i) CHECK(change_of(place.plan(yaml(kAsItWas)), "hello").action == Action::NoOp);
}

TEST_CASE("what was changed by hand is drift at the OMA-URI of its node") {
  Place place;
  place.settle(yaml(kAsItWas));
  place.world.tenant.edit(object::Kind::Policy, place.id(), [](Json& policy) { length_in(policy) = 4; });
  const auto drifted = place.plan(yaml(kAsItWas));
  const auto& change = change_of(drifted, "hello");
  CHECK(change.action == Action::Update);
  CHECK(change.reason == Reason::Drift);
  CHECK(paths_of(change) == Strings{fmt::format("omaSettings[{}].value", kMinimum)});
  place.settle(yaml(kAsItWas));
  CHECK(change_of(place.plan(yaml(kAsItWas)), "hello").action == Action::NoOp);
}

TEST_CASE("settings are put, names are patched, and a new set of assignments is neither") {
  Place place;
  place.settle(yaml(kAsItWas));
  static_cast<void>(place.apply(yaml({.length = 10})));
  CHECK(place.operations() == Strings{"update"});
  place.world.tenant.forget_writes();
  static_cast<void>(place.apply(yaml({.name = "Hello again", .length = 10})));
  CHECK(place.operations() == Strings{"describe"});
  CHECK(object::display_name_of(place.world.tenant.stored(object::Kind::Policy, place.id()).object) == "Hello again");
  CHECK(change_of(place.plan(yaml({.name = "Hello again", .length = 10})), "hello").action == Action::NoOp);
}

TEST_CASE("scope tags that the files do not manage survive the replacement of the settings") {
  Place place;
  place.settle(yaml(kAsItWas));
  // A PUT without them would bring the one tag back that every object has.
  place.world.tenant.edit(object::Kind::Policy, place.id(),
                          [](Json& policy) { policy["roleScopeTagIds"] = Json::array(); });
  place.settle(yaml({.length = 10}));
  const auto live = place.world.tenant.stored(object::Kind::Policy, place.id());
  CHECK(std::get<object::Policy>(live.object).scope_tags->empty());
}

TEST_CASE("a write that gets no answer is found to be done or not, whichever it is") {
  struct Case {
    std::string operation;
    Wanted before, after;
  };
  const std::vector<Case> cases{{"update", {}, {.length = 10}}, {"describe", {}, {.name = "Hello again"}}};
  for (const auto fault : {fake::FaultAction::LostBefore, fake::FaultAction::LostAfter}) {
    for (const auto& [operation, before, after] : cases) {
      INFO(operation);
      Place place;
      place.settle(yaml(before));
      std::size_t calls = 0;
      place.world.tenant.knobs().fault = [&, called_for = operation](std::string_view called, const std::string&,
                                                                     std::size_t) {
        return called == called_for && ++calls == 1 ? fault : fake::FaultAction::None;
      };
      for (const auto& outcome : place.apply(yaml(after)).outcomes) CHECK(outcome.state == plan::Outcome::State::Done);
      place.world.tenant.knobs().fault = {};
      CHECK(change_of(place.plan(yaml(after)), "hello").action == Action::NoOp);
    }
    for (const std::string operation : {"create", "assign"}) {
      INFO(operation);
      Place place;
      std::size_t calls = 0;
      place.world.tenant.knobs().fault = [&](std::string_view called, const std::string&, std::size_t) {
        return called == operation && ++calls == 1 ? fault : fake::FaultAction::None;
      };
      for (const auto& outcome : place.apply(yaml(kAsItWas)).outcomes)
        CHECK(outcome.state == plan::Outcome::State::Done);
      place.world.tenant.knobs().fault = {};
      CHECK(change_of(place.plan(yaml(kAsItWas)), "hello").action == Action::NoOp);
      CHECK(place.world.tenant.ids(object::Kind::Policy).size() == 1);
    }
  }
}

TEST_CASE("what the files no longer have is deleted, also when it was the last policy of its target") {
  Place place;
  place.settle(yaml(kAsItWas));
  const auto id = place.id();
  const auto plan = place.plan("policies: {}\n");
  REQUIRE(plan.changes.size() == 1);
  CHECK(plan.changes[0].action == Action::Delete);
  CHECK(plan.changes[0].id == id);
  static_cast<void>(place.world.apply(plan));
  CHECK(place.world.tenant.ids(object::Kind::Policy).empty());
}

TEST_CASE("forget takes the marker off and leaves the settings") {
  Place place;
  place.settle(yaml(kAsItWas));
  const auto plan = plan::plan_forget({"hello"}, "", "contoso", kWorkspace, place.world.tenant);
  REQUIRE(plan.ok());
  static_cast<void>(place.world.apply(plan.value()));
  CHECK(place.operations() == Strings{"describe"});
  const auto live = place.world.tenant.stored(object::Kind::Policy, place.id());
  CHECK(object::description_of(live.object) == "About Hello");
  CHECK(std::get<object::Policy>(live.object).settings.size() == 3);
}

TEST_CASE("a policy of the same name and another target is another policy") {
  Place place;
  place.world.tenant.put(object::Kind::Policy,
                         R"({"@odata.type": "#microsoft.graph.windows10CustomConfiguration", "displayName": "Hello",
                             "omaSettings": []})");
  const auto plan = place.plan(yaml(kAsItWas));
  CHECK(slugs(plan).empty());
  CHECK(change_of(plan, "hello").action == Action::Create);
}

TEST_CASE("what is to be taken over has the target of the files, no template, and is for MDM alone") {
  const auto adopting = [](const std::string& id) {
    return yaml({.more = fmt::format("    adopt: {{contoso: {}}}\n", id)});
  };
  const std::string settings = R"("settings": [{"settingInstance": {
      "@odata.type": "#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
      "settingDefinitionId": "device_vendor_msft_policy_config_connectivity_allowbluetooth",
      "choiceSettingValue": {"value": "device_vendor_msft_policy_config_connectivity_allowbluetooth_0", "children": []}}}])";
  Place place;
  SECTION("a policy of the catalog") {
    const auto id = place.world.tenant.put(
        object::Kind::Policy,
        fmt::format(R"({{"name": "By hand", "platforms": "windows10", "technologies": "mdm", {}}})", settings));
    const auto plan = place.plan(adopting(id));
    CHECK(slugs(plan).empty());
    const auto& change = change_of(plan, "hello");
    CHECK(change.action == Action::Adopt);
    // What is equal is no change: its settings were read.
    CHECK(std::none_of(change.paths.begin(), change.paths.end(),
                       [](const auto& one) { return one.path.find("AllowBluetooth") != std::string::npos; }));
  }
  SECTION("one that was made from a template") {
    const auto id = place.world.tenant.put(
        object::Kind::Policy, fmt::format(R"({{"name": "By hand", "platforms": "windows10", "technologies": "mdm",
                              "templateReference": {{"templateId": "d948ff9b-99cb-4ee0-8012-1fbc09685377_1"}}, {}}})",
                                          settings));
    CHECK(slugs(place.plan(adopting(id))) == Strings{"unmanaged-target"});
  }
  SECTION("one for more than MDM") {
    const auto id = place.world.tenant.put(
        object::Kind::Policy,
        fmt::format(R"({{"name": "By hand", "platforms": "windows10", "technologies": "mdm,microsoftSense", {}}})",
                    settings));
    const auto plan = place.plan(adopting(id));
    REQUIRE(slugs(plan) == Strings{"unmanaged-target"});
    CHECK_THAT(finding_of(plan, diag::Code::UnmanagedTarget)->message, Catch::Contains("technologies"));
  }
  SECTION("a custom policy") {
    const auto id = place.world.tenant.put(object::Kind::Policy, R"({"displayName": "By hand", "omaSettings": [],
        "@odata.type": "#microsoft.graph.windows10CustomConfiguration"})");
    CHECK(slugs(place.plan(adopting(id))) == Strings{"unmanaged-target"});
  }
}

TEST_CASE("a custom policy of somebody else that sets the same node is a conflict, below the tenant ID too") {
  Place place;
  place.world.tenant.put(object::Kind::Policy,
                         fmt::format(R"({{"@odata.type": "#microsoft.graph.windows10CustomConfiguration",
      "displayName": "Theirs", "omaSettings": [{{"@odata.type": "#microsoft.graph.omaSettingInteger", "displayName": "x",
      "omaUri": "./Device/Vendor/MSFT/PassportForWork/{}/Policies/PINComplexity/MinimumPINLength", "value": 6}}],
      "assignments": [{{"target": {{"@odata.type": "#microsoft.graph.allDevicesAssignmentTarget"}}}}]}})",
                                     plan::test::kTenantId));
  const auto plan = place.plan(yaml(kAsItWas));
  REQUIRE(slugs(plan) == Strings{"live-conflict"});
  CHECK_THAT(finding_of(plan, diag::Code::LiveConflict)->notes.at(0), Catch::Contains("the same value"));
}
