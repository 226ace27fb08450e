// Old and new values, as far as they may be seen, and what the marker's `e=` has to do with it.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "plan/secrecy.hpp"
#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using namespace pinwright::plan;
using namespace pinwright::plan::diff_test;
using Json = nlohmann::json;

namespace {

const std::string kPaths = "./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedPaths";
const std::string kExtensions = "./Device/Vendor/MSFT/Policy/Config/Defender/ExcludedExtensions";
const std::string kUnknown = "./Device/Vendor/MSFT/Policy/Config/Chrome~Policy~googlechrome/HomepageLocation";

auto policy(const std::vector<std::string>& settings) -> std::string {
  std::string yaml = "\npolicies:\n  hello:\n    displayName: Hello\n    settings:\n";
  for (const auto& setting : settings) yaml += "      - {" + setting + "}\n";
  return yaml;
}

auto text(const std::string& uri, const std::string& value) -> std::string {
  return fmt::format("omaUri: '{}', dataType: string, value: '{}'", uri, value);
}
auto secret(const std::string& uri, const std::string& variable) -> std::string {
  return fmt::format("omaUri: '{}', dataType: string, valueFrom: {{env: {}}}", uri, variable);
}

struct Values : World {
  Values() {
    environment["KEY"] = "top-secret-1";
    environment["OTHER"] = "top-secret-2";
  }

  auto edit(std::size_t setting, const Json& value) -> void {
    edit_policy("Hello", [&](Json& json) { json["omaSettings"][setting]["value"] = value; });
  }
  auto edit_description(const std::function<std::string(std::string)>& change) -> void {
    edit_policy("Hello", [&](Json& json) { json["description"] = change(json["description"].get<std::string>()); });
  }
};

/// "BEFORE -> AFTER" of the value of a setting.
auto values_of(const TenantPlan& plan, const std::string& uri) -> std::string {
  for (const auto& path : change_of(plan, "hello").paths) {
    if (path.path == "omaSettings[" + uri + "].value")
      return path.before.value_or("") + " -> " + path.after.value_or("");
  }
  return "";
}

const std::string kMaybe = R"({"maybeSecret":true})";

}  // namespace

TEST_CASE("old and new value of a text that Intune keeps encrypted are shown") {
  Values world;
  world.settle(policy({text(kPaths, "C:/Build")}));
  CHECK(values_of(world.plan(policy({text(kPaths, "C:/")})), kPaths) == R"("C:/Build" -> "C:/")");
  world.edit(0, "D:/");
  CHECK(values_of(world.plan(policy({text(kPaths, "C:/Build")})), kPaths) == R"("D:/" -> "C:/Build")");
}

TEST_CASE("the marker notes which settings were secrets") {
  Values world;
  world.settle(policy({secret(kPaths, "KEY"), text(kExtensions, "lib")}));
  const auto note = [&] {
    std::string description;
    world.edit_description([&](std::string old) { return description = std::move(old); });
    return object::split_description(description).marker.value().secrets;
  };
  object::Setting one;
  one.key = object::SettingKey::of_oma_uri(kPaths);
  one.secrets = {"KEY"};
  CHECK(note() == secrets_mark({one}));
  world.settle(policy({text(kPaths, "clear"), text(kExtensions, "lib")}));
  CHECK(note() == "-");
}

TEST_CASE("a value that was from the environment and is in clear now may have been a secret") {
  Values world;
  world.settle(policy({secret(kPaths, "KEY"), text(kExtensions, "lib")}));
  const auto plan = world.plan(policy({text(kPaths, "C:/"), text(kExtensions, "obj")}));
  CHECK(values_of(plan, kPaths) == kMaybe + R"( -> "C:/")");
  CHECK(values_of(plan, kExtensions) == kMaybe + R"( -> "obj")");
  CHECK(sections(change_of(plan, "hello")) == "settings config");
}

TEST_CASE("a secret that stays one hides nothing else") {
  Values world;
  world.settle(policy({secret(kPaths, "KEY"), text(kExtensions, "lib")}));
  const auto plan = world.plan(policy({secret(kPaths, "KEY"), text(kExtensions, "obj")}));
  CHECK(values_of(plan, kExtensions) == R"("lib" -> "obj")");
  CHECK(values_of(plan, kPaths).empty());
  // One more in the files that the tenant does not have yet.
  const auto more = world.plan(policy({secret(kPaths, "KEY"), text(kExtensions, "obj"), secret(kUnknown, "OTHER")}));
  CHECK(values_of(more, kExtensions) == R"("lib" -> "obj")");
}

TEST_CASE("a marker without the note is read by its digest") {
  Values world;
  const auto without_note = [](std::string description) {
    const auto at = description.find(" e=");
    return description.erase(at, description.find_first_of(" ]", at + 1) - at);
  };
  SECTION("what fits in clear was in clear") {
    world.settle(policy({text(kPaths, "C:/Build")}));
    world.edit_description(without_note);
    CHECK(values_of(world.plan(policy({text(kPaths, "C:/")})), kPaths) == R"("C:/Build" -> "C:/")");
  }
  SECTION("what does not may have been a secret") {
    world.settle(policy({secret(kPaths, "KEY")}));
    world.edit_description(without_note);
    CHECK(values_of(world.plan(policy({text(kPaths, "C:/")})), kPaths) == kMaybe + R"( -> "C:/")");
  }
  SECTION("that it is missing is no reason to write") {
    world.settle(policy({secret(kPaths, "KEY")}));
    world.edit_description(without_note);
    CHECK(verdict(change_of(world.plan(policy({secret(kPaths, "KEY")})), "hello")) == "no-op");
  }
}

TEST_CASE("where nothing is known about the node, that is shown which the last apply wrote in clear") {
  Values world;
  world.settle(policy({text(kUnknown, "https://old")}));
  CHECK(values_of(world.plan(policy({text(kUnknown, "https://new")})), kUnknown) ==
        R"("https://old" -> "https://new")");
  world.edit(0, "https://theirs");
  CHECK(values_of(world.plan(policy({text(kUnknown, "https://old")})), kUnknown) ==
        R"({"secret":true} -> "https://old")");
}

TEST_CASE("a reader without the right is told so, and that is no secret") {
  Values world;
  world.settle(policy({text(kPaths, "C:/Build"), secret(kExtensions, "KEY")}));
  world.tenant.knobs().may_reveal = false;
  const auto plan = world.plan(policy({text(kPaths, "C:/"), secret(kExtensions, "KEY")}));
  CHECK(values_of(plan, kPaths) == R"({"unreadable":true} -> "C:/")");
  CHECK(values_of(plan, kExtensions) == R"({"unreadable":true} -> {"secret":true,"changed":null})");
}

TEST_CASE("what a delete takes away is read and shown, and kept back where it may not be") {
  Values world;
  world.settle(policy({text(kPaths, "C:/Build"), text(kUnknown, "https://old")}));
  const auto shown = [&] {
    std::string all;
    const auto plan = world.plan("\npolicies: {}\n");
    for (const auto& path : change_of(plan, "hello").paths) all += path.before.value_or("");
    return all;
  };
  CHECK(shown().find("C:/Build") != std::string::npos);
  CHECK(shown().find("https://old") != std::string::npos);
  world.edit(1, "https://theirs");
  CHECK(shown().find("https://theirs") == std::string::npos);
  world.settle(policy({secret(kPaths, "KEY")}));
  CHECK(shown().find("top-secret") == std::string::npos);
}

TEST_CASE("a change says which values of the live object must not be kept") {
  Values world;
  world.settle(policy({text(kPaths, "C:/Build"), secret(kExtensions, "KEY")}));
  const auto plan = world.plan(policy({text(kPaths, "C:/"), secret(kExtensions, "KEY")}));
  const auto hidden = object::SettingKey::of_oma_uri(kExtensions).canonical();
  CHECK(change_of(plan, "hello").hidden == std::vector<std::string>{hidden});
}
