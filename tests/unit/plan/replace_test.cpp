// A policy whose target changes: a new object is made and assigned beside the old one.

#include "plan/file/compare.hpp"
#include "plan/file/saved_plan.hpp"
#include "unit/plan/replace_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::replace_test;
using plan::Action;
using plan::Reason;
using plan::diff_test::change_of;
using plan::diff_test::find;
using plan::diff_test::finding_of;
using plan::diff_test::slugs;

namespace {

/// A setting that the settings catalog has no definition of.
auto polled(std::string_view value) -> std::string {
  return fmt::format(
      "      - {{omaUri: './Device/Vendor/MSFT/DMClient/Provider/MS%20DM%20Server/Poll/PollOnLogin', value: {}}}\n",
      value);
}

auto policy_that_polls(std::string_view value, std::string_view include) -> std::string {
  return fmt::format(
      "  hello-custom:\n    displayName: Hello (custom)\n    settings:\n{}    assignments: {{include: [{}]}}\n",
      polled(value), include);
}

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
  CHECK_FALSE(is_left_out(plan));
  CHECK(plan.incomplete);
  // With the old target it is taken out, and then the target can change.
  place.settle(custom() + other);
  CHECK(change_of(place.plan(files), "hello").action == Action::Replace);
}

TEST_CASE("what the new target cannot say may go into another policy of the same assignments") {
  Place place;
  place.settle(custom({.settings = polled("true")}));
  const auto split = catalog() + policy_that_polls("true", "allDevices");
  const auto plan = place.plan(split);
  CHECK(slugs(plan) == Strings{});
  CHECK(change_of(plan, "hello").action == Action::Replace);
  CHECK(change_of(plan, "hello").replacement.later == Strings{});
  CHECK(change_of(plan, "hello-custom").action == Action::Create);
  place.settle(split);
  CHECK(place.count() == 3);
  CHECK(settings_of(place.of(Target::SettingsCatalog)).size() == 3);
  place.now += kDay + 1;
  place.settle(split);
  CHECK(place.count() == 2);
  CHECK_FALSE(place.plan(split).has_changes());
}

TEST_CASE("what the new target cannot say is not moved into a policy with another value or other assignments") {
  const auto [value, include] = GENERATE(std::pair{"false", "allDevices"}, std::pair{"true", "allUsers"});
  Place place;
  place.settle(custom({.settings = polled("true")}));
  const auto plan = place.plan(catalog() + policy_that_polls(value, include));
  CHECK(finding_of(plan, diag::Code::TargetChanged) != nullptr);
  CHECK(find(plan, "hello") == nullptr);
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
    CHECK(change_of(plan, "hello").carries_assignments);
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

TEST_CASE("a policy of that target and name that is not ours stands in the way") {
  Place place;
  place.settle(custom());
  place.world.tenant.put(Kind::Policy,
                         R"({"name": "hello", "platforms": "windows10", "technologies": "mdm", "settings": []})");
  const auto plan = place.plan(catalog());
  REQUIRE(slugs(plan) == Strings{"target-changed"});
  CHECK(plan.changes.empty());
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
