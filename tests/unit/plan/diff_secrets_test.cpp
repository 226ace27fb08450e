// Values from the environment, and values that Intune shows as a mask.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using namespace pinwright::plan;
using namespace pinwright::plan::diff_test;
using Strings = std::vector<std::string>;
using Json = nlohmann::json;

namespace {

const std::string kUri = "./Device/Vendor/MSFT/Policy/Config/Authentication/ConfigureWebSignInAllowedUrls";

/// One text from the environment and one in clear, beside a number.
auto files(const std::string& clear = "plain", int number = 5) -> std::string {
  return fmt::format(R"(
policies:
  hello:
    displayName: Hello
    settings:
      - {{omaUri: ./Device/Vendor/MSFT/Policy/Config/Secret/One, dataType: string, valueFrom: {{env: KEY}}}}
      - {{omaUri: ./Device/Vendor/MSFT/Policy/Config/Clear/One, dataType: string, value: {}}}
      - {{omaUri: ./Device/Vendor/MSFT/Policy/Config/Number/One, dataType: integer, value: {}}}
)",
                     clear, number);
}

struct Settled : World {
  Settled() {
    environment["KEY"] = "top-secret-1";
    settle(files());
  }
  auto set_value(std::string_view uri_part, const Json& value) -> void {
    edit_policy("Hello", [&](Json& policy) {
      for (auto& setting : policy["omaSettings"]) {
        if (setting["omaUri"].get<std::string>().find(uri_part) != std::string::npos) setting["value"] = value;
      }
    });
  }
};

/// Everything of a plan that could be shown or saved.
auto all_text(const TenantPlan& plan) -> std::string {
  std::string text;
  for (const auto& change : plan.changes) {
    for (const auto& path : change.paths) text += path.path + path.before.value_or("") + path.after.value_or("") + "\n";
    for (const auto* object :
         {change.after ? &*change.after : nullptr, change.before ? &change.before->object : nullptr}) {
      if (object == nullptr) continue;
      for (const auto& setting : std::get<object::Policy>(*object).settings) {
        if (const auto* value = std::get_if<std::string>(&setting.value)) text += *value + "\n";
      }
    }
  }
  for (const auto& one : plan.diagnostics) {
    text += one.message + one.help;
    for (const auto& note : one.notes) text += note;
  }
  return text;
}

}  // namespace

TEST_CASE("a value of the environment that is in the tenant is unchanged") {
  Settled world;
  const auto plan = world.plan(files());
  const auto& change = change_of(plan, "hello");
  CHECK(verdict(change) == "no-op");
  CHECK(change.secret_changed == std::vector<std::optional<bool>>{false, std::nullopt, std::nullopt});
  CHECK(std::get<std::string>(std::get<object::Policy>(*change.after).settings[0].value) == "{env.KEY}");
}

TEST_CASE("a new value in the environment is a change that is not shown") {
  Settled world;
  world.environment["KEY"] = "top-secret-2";
  const auto plan = world.plan(files());
  const auto& change = change_of(plan, "hello");
  CHECK(verdict(change) == "update config");
  CHECK(change.secret_changed.at(0) == true);
  REQUIRE(change.paths.size() == 1);
  CHECK(change.paths[0].path == "omaSettings[./Device/Vendor/MSFT/Policy/Config/Secret/One].value");
  CHECK(change.paths[0].secret);
  CHECK(all_text(plan).find("top-secret") == std::string::npos);
}

TEST_CASE("a new policy with a secret does not show it") {
  World world;
  world.environment["KEY"] = "top-secret-1";
  const auto plan = world.plan(files());
  CHECK(change_of(plan, "hello").secret_changed == std::vector<std::optional<bool>>{true, std::nullopt, std::nullopt});
  CHECK(all_text(plan).find("top-secret") == std::string::npos);
}

TEST_CASE("a value that was in clear and comes from the environment now is config, and the same value is no path") {
  World world;
  world.environment["KEY"] = "plain";
  const std::string clear = R"(
policies:
  hello:
    displayName: Hello
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Secret/One, dataType: string, value: plain}]
)";
  world.settle(clear);
  auto secret = clear;
  secret.replace(secret.find("value: plain"), 12, "valueFrom: {env: KEY}");
  const auto plan = world.plan(secret);
  CHECK(verdict(change_of(plan, "hello")) == "update config");
  CHECK(change_of(plan, "hello").paths.empty());
  world.environment["KEY"] = "another";
  CHECK(sections(change_of(world.plan(secret), "hello")) == "settings config");
}

TEST_CASE("a secret that is taken out, or written in clear from now on, is no drift") {
  Settled world;
  auto without = files();
  const auto begin = without.find("      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Secret");
  without.erase(begin, without.find('\n', begin) + 1 - begin);
  CHECK(sections(change_of(world.plan(without), "hello")) == "settings config");
  auto clear = files();
  const std::string_view from = "valueFrom: {env: KEY}";
  clear.replace(clear.find(from), from.size(), "value: known");
  CHECK(sections(change_of(world.plan(clear), "hello")) == "settings config");
  world.set_value("Secret", "changed by hand");
  CHECK(sections(change_of(world.plan(without), "hello")) == "settings config");  // the marker knows no secret value
  // Nor does it tell what else was changed, as it does not say which settings were secrets but that they are others
  // now.
  world.set_value("Number", 9);
  CHECK(sections(change_of(world.plan(without), "hello")) == "settings config");
}

TEST_CASE("a text in clear that somebody changed behind its mask is drift") {
  Settled world;
  world.set_value("Clear", "changed by hand");
  const auto plan = world.plan(files());
  CHECK(sections(change_of(plan, "hello")) == "settings drift");
  CHECK(paths(change_of(plan, "hello")) == Strings{"omaSettings[./Device/Vendor/MSFT/Policy/Config/Clear/One].value"});
  CHECK(slugs(plan).empty());
}

TEST_CASE("a variable that is missing or empty stops the tenant, and nothing is said about its policy") {
  Settled world;
  for (const auto* value : {static_cast<const char*>(nullptr), ""}) {
    world.environment.erase("KEY");
    if (value != nullptr) world.environment["KEY"] = value;
    const auto plan = world.plan(files());
    CHECK(slugs(plan) == Strings{"secret-missing"});
    CHECK(is_left_out(plan));
    CHECK(plan.changes.empty());
    CHECK(finding_of(plan, diag::Code::SecretMissing)->path == "policies.hello.settings[0]");
  }
}

TEST_CASE("a credential that may only read plans without the masked values") {
  Settled world;
  world.tenant.knobs().may_reveal = false;
  SECTION("what is as marked and readable counts as unchanged, with a warning") {
    const auto plan = world.plan(files());
    CHECK(verdict(change_of(plan, "hello")) == "no-op");
    CHECK(slugs(plan) == Strings{"masked-value"});
    CHECK_FALSE(is_left_out(plan));
    CHECK(change_of(plan, "hello").secret_changed.at(0) == std::nullopt);
    const auto& warning = *finding_of(plan, diag::Code::MaskedValue);
    CHECK(warning.message == "2 values that Intune keeps encrypted could not be read back");
    CHECK(warning.help.find("DeviceManagementConfiguration.ReadWrite.All") != std::string::npos);
  }
  SECTION("a change by hand behind the mask is not seen") {
    world.set_value("Clear", "changed by hand");
    CHECK(verdict(change_of(world.plan(files()), "hello")) == "no-op");
  }
  SECTION("a readable value that was changed is drift, and the masks are no paths") {
    world.set_value("Number", 9);
    const auto plan = world.plan(files());
    CHECK(sections(change_of(plan, "hello")) == "settings drift");
    CHECK(paths(change_of(plan, "hello")) ==
          Strings{"omaSettings[./Device/Vendor/MSFT/Policy/Config/Number/One].value"});
  }
  SECTION("files that changed since are a change, and the masks may be part of it") {
    const auto plan = world.plan(files("other"));
    CHECK(sections(change_of(plan, "hello")) == "settings config");
    CHECK(paths(change_of(plan, "hello")) ==
          Strings{"omaSettings[./Device/Vendor/MSFT/Policy/Config/Clear/One].value",
                  "omaSettings[./Device/Vendor/MSFT/Policy/Config/Secret/One].value"});
  }
  SECTION("a setting that is gone in the tenant is drift") {
    world.edit_policy("Hello", [](Json& policy) { policy["omaSettings"].erase(0); });
    CHECK(sections(change_of(world.plan(files()), "hello")) == "settings drift");
  }
}

TEST_CASE("masks of policies that are not ours are not read") {
  World world;
  world.tenant.put(object::Kind::Policy, Json{{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
                                              {"displayName", "Foreign"},
                                              {"omaSettings",
                                               {{{"@odata.type", "#microsoft.graph.omaSettingString"},
                                                 {"displayName", "x"},
                                                 {"omaUri", kUri},
                                                 {"value", "theirs"}}}}}
                                             .dump());
  std::size_t revealed = 0;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    if (operation == "plain-text") ++revealed;
    return fake::FaultAction::None;
  };
  static_cast<void>(world.plan(kPolicy));
  CHECK(revealed == 0);
}

TEST_CASE("adopting what cannot be read shows that its values are not known") {
  World world;
  world.tenant.knobs().may_reveal = false;
  world.tenant.put(object::Kind::Policy, Json{{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
                                              {"displayName", "Hello"},
                                              {"omaSettings",
                                               {{{"@odata.type", "#microsoft.graph.omaSettingString"},
                                                 {"displayName", "One"},
                                                 {"omaUri", "./Device/Vendor/MSFT/Policy/Config/Clear/One"},
                                                 {"value", "plain"}}}}}
                                             .dump());
  world.options.adopt = {"hello"};
  const auto plan = world.plan(R"(
policies:
  hello:
    displayName: Hello
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Clear/One, dataType: string, value: plain}]
)");
  CHECK(sections(change_of(plan, "hello")) == "settings adopt");
  REQUIRE(change_of(plan, "hello").paths.size() == 1);
  CHECK(change_of(plan, "hello").paths[0].before == R"({"unreadable":true})");
  CHECK(slugs(plan) == Strings{"masked-value"});
}

TEST_CASE("a value that one request could not reveal is not known, and the tenant goes on") {
  Settled world;
  bool is_first = true;
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    if (operation != "plain-text" || !is_first) return fake::FaultAction::None;
    is_first = false;
    return fake::FaultAction::RefuseBefore;
  };
  const auto plan = world.plan(files());
  CHECK(verdict(change_of(plan, "hello")) == "no-op");
  REQUIRE(slugs(plan) == Strings{"masked-value"});
  CHECK(plan.diagnostics[0].message == "1 value that Intune keeps encrypted could not be read back");
}
