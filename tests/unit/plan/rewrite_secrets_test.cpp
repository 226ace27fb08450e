// `--rewrite-secrets`: secrets of the settings catalog, which nobody can compare, are sent again.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "unit/plan/apply_support.hpp"
#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using plan::Action;
using plan::Reason;
using plan::diff_test::change_of;
using plan::diff_test::Files;
using plan::diff_test::find;
using plan::diff_test::kWorkspace;
using plan::diff_test::slugs;
using Json = nlohmann::json;
using Strings = std::vector<std::string>;

namespace {

constexpr std::string_view kName = "./Device/Vendor/MSFT/Policy/Config/Bluetooth/LocalDeviceName";

auto policy(const std::string& key, const std::string& variable, const std::string& target = "settingsCatalog")
    -> std::string {
  return fmt::format(
      "  {}:\n    displayName: Policy {}\n    target: {}\n    settings: [{{omaUri: {}, dataType: string, valueFrom: "
      "{{env: {}}}}}]\n",
      key, key, target, kName, variable);
}

const std::string kOne = "policies:\n" + policy("one", "KEY");
const std::string kTwo = kOne + policy("two", "OTHER");

/// A tenant that shows a token in the place of what was written.
struct Place {
  plan::test::World world;
  plan::DiffOptions options;

  Place() {
    world.environment = {{"KEY", "first"}, {"OTHER", "second"}};
    options.workspace = kWorkspace;
    options.with_conflicts = false;
    options.variable = world.options.variable;
  }
  auto plan(const std::string& text) -> plan::TenantPlan {
    return plan::diff(Files(text).deployment(), world.tenant, options);
  }
  auto apply(const std::string& text) -> plan::TenantOutcome { return world.apply(plan(text)); }
  auto settle(const std::string& text) -> void {
    for (const auto& outcome : apply(text).outcomes) REQUIRE(outcome.state == plan::Outcome::State::Done);
    for (const auto& id : world.tenant.ids(object::Kind::Policy)) hide(id);
    world.tenant.forget_writes();
  }
  auto hide(const std::string& id) -> void {
    world.tenant.edit(object::Kind::Policy, id, [](Json& policy) {
      if (!policy.contains("settings")) return;
      policy["settings"][0]["settingInstance"]["simpleSettingValue"] = {
          {"@odata.type", "#microsoft.graph.deviceManagementConfigurationSecretSettingValue"},
          {"value", "TOKEN"},
          {"valueState", "encryptedValueToken"}};
    });
  }
};

}  // namespace

TEST_CASE("a secret behind a token counts as unchanged, unless it is to be sent again") {
  Place place;
  place.settle(kTwo);
  for (const auto* key : {"one", "two"}) CHECK(change_of(place.plan(kTwo), key).action == Action::NoOp);
  place.options.rewrite.keys = {"one"};
  const auto plan = place.plan(kTwo);
  CHECK(slugs(plan).empty());
  CHECK(change_of(plan, "two").action == Action::NoOp);
  const auto& change = change_of(plan, "one");
  CHECK(change.action == Action::Update);
  CHECK(change.reason == Reason::Secrets);
  CHECK(change.sections.settings == Reason::Secrets);
  CHECK(change.sections.rest == Reason::None);
  REQUIRE(change.paths.size() == 1);
  CHECK(change.paths[0].path == fmt::format("omaSettings[{}].value", kName));
  CHECK(change.paths[0].secret);
  CHECK(Json::parse(*change.paths[0].after) == Json{{"secret", true}, {"sentAgain", true}});
  place.options.rewrite = {.all = true, .keys = {}};
  for (const auto* key : {"one", "two"}) CHECK(change_of(place.plan(kTwo), key).reason == Reason::Secrets);
}

TEST_CASE("the value of the environment is what is sent, and the next plan has nothing to do") {
  Place place;
  place.settle(kOne);
  place.world.environment["KEY"] = "changed";
  CHECK(change_of(place.plan(kOne), "one").action == Action::NoOp);
  place.options.rewrite.all = true;
  const auto outcome = place.apply(kOne);
  REQUIRE(outcome.outcomes.size() == 1);
  CHECK(outcome.outcomes[0].state == plan::Outcome::State::Done);
  const auto& writes = place.world.tenant.writes();
  REQUIRE(writes.size() == 1);
  CHECK(writes[0].operation == "update");
  CHECK(writes[0].body.find("changed") != std::string::npos);
  // The journal says that there was a secret, and not which.
  CHECK(place.world.journal_text().find("changed") == std::string::npos);
  CHECK(place.world.journal_text().find("first") == std::string::npos);
  place.options.rewrite = {};
  CHECK(change_of(place.plan(kOne), "one").action == Action::NoOp);
}

TEST_CASE("a variable that is missing stops the policy alone that is to be sent again") {
  Place place;
  place.settle(kTwo);
  place.world.environment.erase("KEY");
  CHECK(is_left_out(place.plan(kTwo)));
  place.options.rewrite.all = true;
  const auto plan = place.plan(kTwo);
  CHECK_FALSE(is_left_out(plan));
  CHECK(plan.incomplete);
  CHECK(slugs(plan) == Strings{"secret-missing"});
  CHECK(find(plan, "one") == nullptr);
  CHECK(change_of(plan, "two").reason == Reason::Secrets);
  // What another policy needs as well stops the tenant, as without the option.
  place.options.rewrite = {.all = false, .keys = {"two"}};
  CHECK(is_left_out(place.plan(kTwo)));
}

TEST_CASE("a custom policy's secrets are read and compared: what is equal is not sent") {
  Place place;
  const auto custom = "policies:\n" + policy("one", "KEY", "custom");
  place.settle(custom);
  place.options.rewrite.all = true;
  CHECK(change_of(place.plan(custom), "one").action == Action::NoOp);
  place.world.environment["KEY"] = "changed";
  CHECK(change_of(place.plan(custom), "one").reason == Reason::Config);
  place.world.environment["KEY"] = "first";
  place.world.tenant.knobs().may_reveal = false;
  CHECK(change_of(place.plan(custom), "one").reason == Reason::Secrets);
}

TEST_CASE("what the files change beside it is config, and the secret is sent all the same") {
  Place place;
  place.settle(kOne);
  auto more = kOne;
  more.replace(more.find("settings: ["), 11,
               "settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, value: 0}, ");
  place.options.rewrite.all = true;
  const auto plan = place.plan(more);
  CHECK(change_of(plan, "one").reason == Reason::Config);
  bool is_told = false;
  for (const auto& path : change_of(plan, "one").paths)
    is_told = is_told || path.after.value_or("").find("sentAgain") != std::string::npos;
  CHECK(is_told);
}
