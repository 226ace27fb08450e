// A policy whose target changes: a new object is made and assigned beside the old one, which goes when its time has
// come.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "object/marker.hpp"
#include "plan/apply/run.hpp"
#include "plan/file/compare.hpp"
#include "plan/file/saved_plan.hpp"
#include "plan/forget.hpp"
#include "plan/rollback/plan.hpp"
#include "unit/plan/apply_support.hpp"
#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using object::Kind;
using object::Target;
using plan::Action;
using plan::Reason;
using plan::diff_test::change_of;
using plan::diff_test::Files;
using plan::diff_test::find;
using plan::diff_test::finding_of;
using plan::diff_test::kWorkspace;
using plan::diff_test::slugs;
using Json = nlohmann::json;
using State = plan::Outcome::State;
using Strings = std::vector<std::string>;

namespace {

constexpr std::int64_t kDay = 24 * 60 * 60;
constexpr std::int64_t kBegin = 1'780'000'000;  // 2026-05-28

struct Wanted {
  std::string target = "custom";
  int length = 6;
  std::string more = "    assignments: {include: [allDevices]}\n";
  std::string settings = {};
};

auto yaml(const Wanted& wanted) -> std::string {
  return fmt::format(R"(
policies:
  hello:
    displayName: Hello
    target: {}
    pinRecovery: {{enabled: true}}
    settings:
      - {{omaUri: './Device/Vendor/MSFT/PassportForWork/{{tenantId}}/Policies/PINComplexity/MinimumPINLength', value: {}}}
      - {{omaUri: './Device/Vendor/MSFT/Policy/Config/Connectivity/AllowBluetooth', value: 0}}
{}{})",
                     wanted.target, wanted.length, wanted.settings, wanted.more);
}

auto custom(Wanted wanted = {}) -> std::string {
  wanted.target = "custom";
  return yaml(wanted);
}
auto catalog(Wanted wanted = {}) -> std::string {
  wanted.target = "settingsCatalog";
  return yaml(wanted);
}

struct Killed {};

/// A tenant that files are planned against and applied to. Whenever it is asked for anything, one of its policies is
/// assigned, once one was.
struct Place {
  plan::test::World world;
  plan::DiffOptions options;
  std::int64_t now = kBegin;
  bool was_assigned = false;
  std::size_t calls = 0;
  std::size_t killed_at = 0;  // 0: never

  Place() {
    options.workspace = kWorkspace;
    world.tenant.knobs().clock = [this] { return now; };
    world.tenant.knobs().fault = [this](std::string_view, const std::string&, std::size_t) {
      check_assigned();
      if (++calls == killed_at) throw Killed{};
      return fake::FaultAction::None;
    };
  }

  auto lives() -> std::vector<object::Live> {
    std::vector<object::Live> found;
    for (const auto& id : world.tenant.ids(Kind::Policy)) found.push_back(world.tenant.stored(Kind::Policy, id));
    return found;
  }
  auto check_assigned() -> void {
    const auto all = lives();
    const bool is_assigned =
        std::any_of(all.begin(), all.end(), [](const auto& one) { return !one.assignments.empty(); });
    if (was_assigned) CHECK(is_assigned);
    was_assigned = was_assigned || is_assigned;
  }
  auto plan(const std::string& text) -> plan::TenantPlan {
    return plan::diff(Files(text).deployment(), world.tenant, options);
  }
  auto apply(const std::string& text) -> plan::TenantOutcome { return world.apply(plan(text)); }
  auto settle(const std::string& text) -> void {
    for (const auto& outcome : apply(text).outcomes) {
      INFO((outcome.error ? outcome.error->message : std::string()));
      REQUIRE(outcome.state == State::Done);
    }
  }
  /// The one policy of this target.
  auto of(Target target) -> object::Live {
    for (auto& live : lives()) {
      if (object::target_of(live.object) == target) return live;
    }
    FAIL("there is none");
    return {};
  }
  auto count() -> std::size_t { return world.tenant.ids(Kind::Policy).size(); }
};

auto marker_of(const object::Live& live) -> object::Marker {
  return object::split_description(object::description_of(live.object).value_or("")).marker.value();
}

auto settings_of(const object::Live& live) -> const std::vector<object::Setting>& {
  return std::get<object::Policy>(live.object).settings;
}

auto length_of(const object::Live& live) -> int {
  for (const auto& setting : settings_of(live)) {
    if (setting.key.text().ends_with("MinimumPINLength")) return std::get<std::int32_t>(setting.value);
  }
  return 0;
}

/// Somebody in the portal puts another setting into a custom policy.
auto put_setting(Place& place, const object::Live& live, const std::string& uri, const std::string& type, Json value)
    -> void {
  place.world.tenant.edit(Kind::Policy, live.id, [&](Json& policy) {
    policy["omaSettings"].push_back({{"@odata.type", "#microsoft.graph.omaSetting" + type},
                                     {"displayName", "by hand"},
                                     {"omaUri", uri},
                                     {"value", std::move(value)}});
  });
}

struct Direction {
  std::string before, after;
  Target old, current;
};
const Direction kToCatalog{custom(), catalog(), Target::Custom, Target::SettingsCatalog};
const Direction kToCustom{catalog(), custom(), Target::SettingsCatalog, Target::Custom};

}  // namespace

TEST_CASE("the new object is made and assigned, the old one goes a day later, and then there is nothing to do") {
  for (const auto& [before, after, old_target, target] : {kToCatalog, kToCustom}) {
    Place place;
    place.settle(before);
    const auto old = place.of(old_target);

    const auto first = place.plan(after);
    CHECK(slugs(first).empty());
    const auto& change = change_of(first, "hello");
    CHECK(change.action == Action::Replace);
    CHECK(change.replaces == old.id);
    CHECK(change.id.empty());
    CHECK(change.replacement.later.empty());
    CHECK(summarise(first).replace == 1);
    place.settle(after);
    CHECK(place.count() == 2);
    const auto made = place.of(target);
    CHECK(marker_of(made).replaces == old.id);
    CHECK(made.assignments.size() == 1);
    CHECK(settings_of(made).size() == 3);
    CHECK(length_of(made) == 6);
    CHECK(place.of(old_target).last_modified == old.last_modified);

    place.now += kDay - 1;
    const auto waiting = place.plan(after);
    CHECK(slugs(waiting) == Strings{"replacing"});
    CHECK_FALSE(waiting.has_changes());
    CHECK_FALSE(waiting.has_drift());
    CHECK_THAT(finding_of(waiting, diag::Code::Replacing)->notes.at(0),
               Catch::Contains(old.id) && Catch::Contains("may be deleted from"));

    place.now += 1;
    const auto due = place.plan(after);
    REQUIRE(due.changes.size() == 2);
    CHECK(due.changes[0].action == Action::Delete);
    CHECK(due.changes[0].reason == Reason::Replaced);
    CHECK(due.changes[0].id == old.id);
    CHECK(due.changes[0].replaced_by == made.id);
    CHECK(due.changes[1].action == Action::NoOp);
    place.settle(after);
    CHECK(place.world.tenant.ids(Kind::Policy) == Strings{made.id});

    const auto last = place.plan(after);
    CHECK(slugs(last).empty());
    CHECK_FALSE(last.has_changes());
  }
}

TEST_CASE("no value changes in the apply that makes the new object, and what else the files say comes with the next") {
  Place place;
  place.options.replace.after = 0;
  place.settle(custom());
  const auto files = catalog({.length = 10, .more = "    description: new\n    assignments: {include: [allUsers]}\n"});
  const auto first = place.plan(files);
  CHECK(change_of(first, "hello").replacement.later.size() == 4);
  place.settle(files);
  const auto made = place.of(Target::SettingsCatalog);
  CHECK(length_of(made) == 6);
  CHECK(made.assignments.at(0).target == object::Assignment::Target::AllDevices);

  // The old one stays as long as there is something to write to the new one.
  const auto second = place.plan(files);
  CHECK(change_of(second, "hello").action == Action::Update);
  CHECK(change_of(second, "hello").reason == Reason::Config);
  place.settle(files);
  CHECK(place.count() == 2);
  CHECK(length_of(place.of(Target::SettingsCatalog)) == 10);
  CHECK(length_of(place.of(Target::Custom)) == 6);
  CHECK(marker_of(place.of(Target::SettingsCatalog)).replaces == place.of(Target::Custom).id);

  place.settle(files);
  CHECK(place.count() == 1);
  CHECK_FALSE(place.plan(files).has_changes());
}

TEST_CASE("a setting that somebody added is carried over where the new target can say it") {
  Place place;
  place.options.replace.after = 0;
  place.settle(custom());
  put_setting(place, place.of(Target::Custom), "./Device/Vendor/MSFT/Policy/Config/Browser/AllowPopups", "Integer", 0);
  place.settle(catalog());
  CHECK(settings_of(place.of(Target::SettingsCatalog)).size() == 4);
  CHECK(change_of(place.plan(catalog()), "hello").action == Action::Update);
}

TEST_CASE("what the new target cannot say stops that policy alone") {
  Place place;
  const std::string other = R"(  other:
    displayName: Other
    settings: [{omaUri: './Device/Vendor/MSFT/Policy/Config/Browser/AllowPopups', value: 0}]
    assignments: {include: [allDevices]}
)";
  place.settle(custom() + other);
  const auto before = place.world.tenant.ids_of(Kind::Policy, "Hello").at(0);
  put_setting(place, place.world.tenant.stored(Kind::Policy, before),
              "./Device/Vendor/MSFT/DMClient/Provider/MS%20DM%20Server/Poll/PollOnLogin", "Boolean", true);
  auto files = catalog() + other;
  files.replace(files.find("AllowPopups', value: 0"), 22, "AllowPopups', value: 1");
  const auto plan = place.plan(files);
  REQUIRE(slugs(plan) == Strings{"target-changed"});
  CHECK_THAT(finding_of(plan, diag::Code::TargetChanged)->message, Catch::Contains("PollOnLogin"));
  CHECK(find(plan, "hello") == nullptr);
  CHECK(change_of(plan, "other").action == Action::Update);
  CHECK_FALSE(plan.has_errors());
  CHECK(plan.incomplete);
  // With the old target it is taken out, and then the target can change.
  place.settle(custom() + other);
  CHECK(change_of(place.plan(files), "hello").action == Action::Replace);
}

TEST_CASE("a secret that the files do not declare is not carried over, and one that they declare is theirs") {
  constexpr std::string_view kUri = "./Device/Vendor/MSFT/Policy/Config/ApplicationManagement/LaunchAppAfterLogOn";
  Place place;
  place.world.environment["APP"] = "first";
  place.options.variable = place.world.options.variable;
  const Wanted secret{.settings = fmt::format("      - {{omaUri: {}, valueFrom: {{env: APP}}}}\n", kUri)};
  place.settle(custom(secret));
  SECTION("declared") {
    const auto plan = place.plan(catalog(secret));
    CHECK(slugs(plan).empty());
    CHECK(change_of(plan, "hello").action == Action::Replace);
    const auto& after = std::get<object::Policy>(*change_of(plan, "hello").after);
    CHECK(std::any_of(after.settings.begin(), after.settings.end(),
                      [](const auto& one) { return one.secrets == Strings{"APP"}; }));
  }
  SECTION("not declared") {
    const auto plan = place.plan(catalog());
    REQUIRE(slugs(plan) == Strings{"target-changed"});
    const auto& message = finding_of(plan, diag::Code::TargetChanged)->message;
    CHECK_THAT(message, Catch::Contains("LaunchAppAfterLogOn") && !Catch::Contains("first"));
  }
}

TEST_CASE("what the files do not manage is carried over, and shown") {
  for (const auto& [before, after, old_target, target] : {kToCatalog, kToCustom}) {
    const Wanted unmanaged{.more = {}};
    Place place;
    place.options.replace.after = 0;
    place.settle(old_target == Target::Custom ? custom(unmanaged) : catalog(unmanaged));
    const auto old = place.of(old_target);
    place.world.tenant.edit(Kind::Policy, old.id, [](Json& policy) {
      policy["description"] = "By hand\n" + policy["description"].get<std::string>();
      // Not what Intune gives a policy that names none.
      policy["roleScopeTagIds"] = Json::array();
      policy["assignments"] =
          Json::parse(R"([{"target": {"@odata.type": "#microsoft.graph.allLicensedUsersAssignmentTarget"}}])");
    });
    const auto files = target == Target::Custom ? custom(unmanaged) : catalog(unmanaged);
    const auto plan = place.plan(files);
    const auto& replacement = change_of(plan, "hello").replacement;
    CHECK(replacement.carries_assignments);
    CHECK(replacement.carries_description);
    CHECK(replacement.carries_scope_tags);
    place.settle(files);
    const auto made = place.of(target);
    CHECK(made.assignments.at(0).target == object::Assignment::Target::AllUsers);
    CHECK(std::get<object::Policy>(made.object).scope_tags->empty());
    CHECK(object::split_description(*object::description_of(made.object)).text == "By hand");
    CHECK_FALSE(marker_of(made).assignments);
    place.settle(files);
    CHECK(place.count() == 1);
    CHECK_FALSE(place.plan(files).has_changes());
  }
}

TEST_CASE("the time begins anew with whatever changes the new object") {
  Place place;
  place.settle(custom());
  place.settle(catalog());
  place.now += kDay - 10;
  place.settle(catalog({.length = 7}));
  place.now += kDay - 1;
  CHECK_FALSE(place.plan(catalog({.length = 7})).has_changes());
  place.now += 1;
  CHECK(place.plan(catalog({.length = 7})).has_changes());
}

TEST_CASE("when the files are turned back, the old object stays and the new one goes, by the same rule") {
  for (const auto& [before, after, old_target, target] : {kToCatalog, kToCustom}) {
    Place place;
    place.settle(before);
    const auto old = place.of(old_target);
    place.settle(after);
    const auto made = place.of(target);
    place.now += kDay;

    const auto back = place.plan(before);
    REQUIRE(back.changes.size() == 1);
    CHECK(back.changes[0].action == Action::Update);
    CHECK(back.changes[0].id == old.id);
    place.settle(before);
    CHECK(place.count() == 2);
    CHECK(marker_of(place.of(old_target)).replaces == made.id);
    CHECK_FALSE(place.plan(before).has_changes());
    place.now += kDay;
    place.settle(before);
    CHECK(place.world.tenant.ids(Kind::Policy) == Strings{old.id});
    CHECK_FALSE(place.plan(before).has_changes());
  }
}

TEST_CASE(
    "killed at any call, also with the files turned back meanwhile, the next applies converge without a third one") {
  struct Way {
    Direction direction;
    bool turned_back;
    std::size_t applies;
  };
  for (const auto& way : {Way{kToCatalog, false, 1}, Way{kToCatalog, true, 1}, Way{kToCustom, false, 1},
                          Way{kToCustom, true, 1}, Way{kToCatalog, false, 2}, Way{kToCustom, true, 2}}) {
    const auto& [before, after, old_target, target] = way.direction;
    bool was_killed = true;
    for (std::size_t at = 1; was_killed; ++at) {
      INFO("call " << at << " of apply " << way.applies << (way.turned_back ? ", turned back" : ""));
      Place place;
      place.options.replace.after = 0;
      place.settle(before);
      for (std::size_t i = 1; i < way.applies; ++i) place.settle(after);
      place.calls = 0;
      place.killed_at = at;
      was_killed = false;
      try {
        static_cast<void>(place.apply(after));
      } catch (const Killed&) {
        was_killed = true;
      }
      place.killed_at = 0;
      const auto& files = way.turned_back ? before : after;
      for (int i = 0; i < 4 && place.plan(files).has_changes(); ++i) {
        place.settle(files);
        CHECK(place.count() <= 2);
      }
      REQUIRE(place.count() == 1);
      const auto live = place.lives().front();
      CHECK(object::target_of(live.object) == (way.turned_back ? old_target : target));
      CHECK(live.assignments.size() == 1);
      CHECK(length_of(live) == 6);
      CHECK(slugs(place.plan(files)).empty());
    }
  }
}

TEST_CASE("an object that was not assigned in its run is, and the time is counted from there, managed or not") {
  for (const auto& more : Strings{"    assignments: {include: [allDevices]}\n", ""}) {
    Place place;
    place.settle(custom({.more = more}));
    if (more.empty()) {
      place.world.tenant.edit(Kind::Policy, place.of(Target::Custom).id, [](Json& policy) {
        policy["assignments"] =
            Json::parse(R"([{"target": {"@odata.type": "#microsoft.graph.allDevicesAssignmentTarget"}}])");
      });
    }
    const auto files = catalog({.more = more});
    // The call before the one that assigns.
    place.world.tenant.knobs().fault = [](std::string_view operation, const std::string&, std::size_t) {
      if (operation == "assign") throw Killed{};
      return fake::FaultAction::None;
    };
    CHECK_THROWS_AS(place.apply(files), Killed);
    place.world.tenant.knobs().fault = {};
    CHECK(place.of(Target::SettingsCatalog).assignments.empty());
    place.now += 2 * kDay;
    const auto plan = place.plan(files);
    REQUIRE(plan.changes.size() == 1);
    CHECK(plan.changes[0].reason == Reason::Unfinished);
    place.settle(files);
    CHECK(place.of(Target::SettingsCatalog).assignments.size() == 1);
    place.now += kDay - 1;
    CHECK_FALSE(place.plan(files).has_changes());
    place.now += 1;
    place.settle(files);
    CHECK(place.count() == 1);
    CHECK_FALSE(place.plan(files).has_changes());
  }
}

TEST_CASE("a protected policy is replaced, and its old object deleted, only with --replace") {
  const Wanted wanted{.more = "    protect: true\n    assignments: {include: [allDevices]}\n"};
  Place place;
  place.options.replace.after = 0;
  place.settle(custom(wanted));
  const auto refused = place.plan(catalog(wanted));
  REQUIRE(slugs(refused) == Strings{"target-changed"});
  CHECK_THAT(finding_of(refused, diag::Code::TargetChanged)->help, Catch::Contains("--replace hello"));
  // That the files gave the protection up in the same change is no reason.
  CHECK(slugs(place.plan(catalog())) == Strings{"target-changed"});
  place.options.replace.allowed = {"hello"};
  place.settle(catalog(wanted));
  place.options.replace.allowed = {};
  CHECK_FALSE(place.plan(catalog(wanted)).has_changes());
  place.options.replace.now = {"hello"};
  CHECK_FALSE(place.plan(catalog(wanted)).has_changes());
  place.options.replace.allowed = {"hello"};
  place.settle(catalog(wanted));
  CHECK(place.count() == 1);
}

TEST_CASE("what keeps a device connected goes only with --replace-now") {
  const Wanted firewall{
      .settings = "      - {omaUri: ./Vendor/MSFT/Firewall/MdmStore/PublicProfile/EnableFirewall, value: true}\n"};
  Place place;
  place.options.replace.after = 0;
  place.settle(custom(firewall));
  place.settle(catalog(firewall));
  place.now += 30 * kDay;
  const auto plan = place.plan(catalog(firewall));
  CHECK_FALSE(plan.has_changes());
  CHECK_THAT(finding_of(plan, diag::Code::Replacing)->help, Catch::Contains("--replace-now hello"));
  CHECK_THAT(finding_of(plan, diag::Code::Replacing)->notes.at(0), Catch::Contains("Firewall"));
  place.options.replace.now = {"hello"};
  place.settle(catalog(firewall));
  CHECK(place.count() == 1);
}

TEST_CASE("--replace-now passes over the time, and does nothing in the apply that makes the new object") {
  Place place;
  place.options.replace.now = {"hello"};
  place.settle(custom());
  place.settle(catalog());
  CHECK(place.count() == 2);
  place.settle(catalog());
  CHECK(place.count() == 1);
}

TEST_CASE("a policy of that target and name that is not ours stands in the way") {
  Place place;
  place.settle(custom());
  place.world.tenant.put(Kind::Policy,
                         R"({"name": "hello", "platforms": "windows10", "technologies": "mdm", "settings": []})");
  const auto plan = place.plan(catalog());
  REQUIRE(slugs(plan) == Strings{"target-changed"});
  CHECK(plan.changes.empty());
}

TEST_CASE("the old object stays when the new one is not as the plan saw it") {
  const auto spoil = GENERATE(0, 1, 2);
  Place place;
  place.options.replace.after = 0;
  place.settle(custom());
  place.settle(catalog());
  const auto plan = place.plan(catalog());
  REQUIRE(summarise(plan).remove == 1);
  const auto made = place.of(Target::SettingsCatalog);
  place.was_assigned = false;  // it is somebody in the portal who takes the assignment away
  switch (spoil) {
    case 0:
      place.world.tenant.edit(Kind::Policy, made.id, [](Json& policy) { policy["name"] = "Another"; });
      break;
    case 1:
      place.world.tenant.edit(Kind::Policy, made.id, [](Json& policy) { policy["assignments"] = Json::array(); });
      break;
    default:
      place.world.tenant.erase(Kind::Policy, made.id);
      break;
  }
  const auto outcome = place.world.apply(plan);
  CHECK(outcome.stale);
  CHECK(plan::test::state_of(outcome, "hello") == State::Failed);
  CHECK_NOTHROW(place.of(Target::Custom));
}

TEST_CASE("the old object changed after the plan was made: nothing is made") {
  Place place;
  place.settle(custom());
  const auto plan = place.plan(catalog());
  place.world.tenant.edit(Kind::Policy, place.of(Target::Custom).id,
                          [](Json& policy) { policy["displayName"] = "Another"; });
  CHECK(place.world.check(plan).stale);
  CHECK(place.world.apply(plan).stale);
  CHECK(place.count() == 1);
}

TEST_CASE("a copy of the new object is no replacement: nothing is deleted") {
  Place place;
  place.options.replace.after = 0;
  place.settle(custom());
  place.settle(catalog());
  place.world.tenant.put(Kind::Policy, fmt::format(R"({{"name": "Copy", "platforms": "windows10", "technologies": "mdm",
      "settings": [], "description": "{}"}})",
                                                   *object::description_of(place.of(Target::SettingsCatalog).object)));
  const auto plan = place.plan(catalog());
  CHECK(slugs(plan) == Strings{"duplicate-live-policy"});
  CHECK(plan.changes.empty());
}

TEST_CASE("two objects of one key that do not name each other are duplicates, whatever their targets are") {
  Place place;
  place.settle(custom());
  place.settle(catalog());
  place.world.tenant.edit(Kind::Policy, place.of(Target::SettingsCatalog).id, [](Json& policy) {
    auto text = policy["description"].get<std::string>();
    const auto at = text.find(" x=");
    policy["description"] = text.erase(at, text.find_first_of(" ]", at + 1) - at);
  });
  CHECK(slugs(place.plan(catalog())) == Strings{"duplicate-live-policy"});
}

TEST_CASE("both objects go when the policy is taken out of the files meanwhile") {
  Place place;
  place.settle(custom());
  place.settle(catalog());
  const auto plan = place.plan("policies: {}\n");
  CHECK(slugs(plan).empty());
  CHECK(summarise(plan).remove == 2);
  place.was_assigned = false;
  auto fault = std::exchange(place.world.tenant.knobs().fault, {});
  static_cast<void>(place.world.apply(plan));
  CHECK(place.count() == 0);
}

TEST_CASE("forget gives both objects up while one takes the place of the other") {
  Place place;
  place.settle(custom());
  place.settle(catalog());
  const auto plan = plan::plan_forget({"hello"}, "contoso", kWorkspace, place.world.tenant);
  REQUIRE(plan.ok());
  for (const auto& outcome : place.world.apply(plan.value()).outcomes) CHECK(outcome.state == State::Done);
  for (const auto& live : place.lives()) {
    const auto description = object::description_of(live.object).value_or("");
    CHECK_FALSE(object::split_description(description).marker);
  }
}

TEST_CASE("a new key while a policy is being replaced takes both objects along") {
  Place place;
  place.settle(custom());
  place.settle(catalog());
  auto files = catalog({.more = "    formerly: [hello]\n    assignments: {include: [allDevices]}\n"});
  files.replace(files.find("  hello:"), 8, "  hallo:");
  place.settle(files);
  CHECK(place.count() == 2);
  CHECK(slugs(place.plan(files)) == Strings{"replacing"});
  place.now += kDay;
  place.settle(files);
  CHECK(place.count() == 1);
  CHECK_FALSE(place.plan(files).has_changes());
}

TEST_CASE("a saved plan names what is replaced, and fits to the plan it was made of") {
  Place place;
  place.options.replace.after = 0;
  place.settle(custom());
  for (int i = 0; i < 2; ++i) {
    plan::SavedPlan saved;
    saved.fail_on = "error";
    saved.tenants.push_back(plan::saved_tenant(place.plan(catalog()), false));
    REQUIRE(saved.tenants.front().writes.size() == 1);
    const auto& write = saved.tenants.front().writes.front();
    CHECK((write.replaces.empty() ? write.replaced_by : write.replaces).size() == 36);
    const auto read = plan::read_saved_plan(plan::to_json(saved));
    REQUIRE(read.ok());
    CHECK(read.value().tenants.front().writes == saved.tenants.front().writes);
    CHECK(plan::differences(read.value().tenants.front(), plan::saved_tenant(place.plan(catalog()), false)).empty());
    place.settle(catalog());
  }
}

namespace {

auto roll_back(Place& place) -> plan::TenantPlan {
  return plan::plan_rollback(place.world.journal(), "contoso", place.world.tenant, {place.world.options.variable, {}});
}

/// The next apply writes a journal of its own.
auto forget_journal(Place& place) -> void { static_cast<void>(place.world.files.remove_folder("/work").ok()); }

}  // namespace

TEST_CASE("a rollback of the apply that made the new object deletes it, unless it is all that is left") {
  Place place;
  place.options.replace.after = 0;
  place.settle(custom());
  forget_journal(place);
  place.settle(catalog());
  const auto old = place.of(Target::Custom).id;
  SECTION("the old one is there") {
    const auto back = roll_back(place);
    REQUIRE(back.changes.size() == 1);
    CHECK(back.changes[0].action == Action::Delete);
    forget_journal(place);
    static_cast<void>(place.world.apply(back));
    CHECK(place.world.tenant.ids(Kind::Policy) == Strings{old});
    CHECK_FALSE(place.plan(custom()).has_changes());
  }
  SECTION("the old one is gone") {
    place.world.tenant.erase(Kind::Policy, old);
    const auto back = roll_back(place);
    CHECK(back.changes.empty());
    REQUIRE(slugs(back) == Strings{"stale-plan"});
  }
}

TEST_CASE("a rollback of the apply that deleted the old object brings it back beside the new one") {
  Place place;
  place.options.replace.after = 0;
  place.settle(custom());
  place.settle(catalog());
  forget_journal(place);
  place.settle(catalog());
  REQUIRE(place.count() == 1);
  const auto made = place.of(Target::SettingsCatalog).id;
  const auto back = roll_back(place);
  CHECK(slugs(back).empty());
  REQUIRE(back.changes.size() == 1);
  CHECK(back.changes[0].action == Action::Create);
  CHECK(place.world.check(back).diagnostics.empty());
  forget_journal(place);
  for (const auto& outcome : place.world.apply(back).outcomes) CHECK(outcome.state == State::Done);
  const auto again = place.of(Target::Custom);
  CHECK(again.assignments.size() == 1);
  CHECK(marker_of(again).replaces == made);
  // The two know each other: whichever target the files have, the other one goes.
  for (const auto& files : {custom(), catalog()}) CHECK(slugs(place.plan(files)) == Strings{"replacing"});
  place.settle(custom());
  CHECK(place.world.tenant.ids(Kind::Policy) == Strings{again.id});
  CHECK_FALSE(place.plan(custom()).has_changes());
}
