// What `plan --out` saves: it may come from anywhere.

#include "plan/file/saved_plan.hpp"

#include <nlohmann/json.hpp>

#include "plan/file/compare.hpp"
#include "plan/file/write.hpp"
#include "unit/plan/diff_support.hpp"

using namespace pinwright;
using namespace pinwright::plan;
using namespace pinwright::plan::diff_test;
using Json = nlohmann::json;

namespace {

constexpr std::string_view kFiles = R"(
groups: {pilots: {displayName: SG Pilots}, made: {displayName: SG Made, create: true}}
policies:
  hello:
    displayName: Hello
    settings:
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Secret/One, dataType: string, valueFrom: {env: KEY}}
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Text/One, dataType: string, value: plain-canary}
    assignments: {include: [pilots, made]}
  other:
    displayName: Other
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Text/Two, dataType: string, value: x}]
)";

struct Saved : World {
  Saved() : files(kFiles) {
    environment["KEY"] = "secret-canary";
    add_group("SG Pilots", 3, 1);
    made = World::plan(files);
    plan.workspace = kWorkspace;
    plan.created_at = "2026-06-01T00:00:00Z";
    plan.tool_version = "1.0.0";
    plan.catalogue = "an edition";
    plan.fail_on = "error";
    plan.adopt = {"other"};
    plan.sources = {{"pinwright.yaml", std::string(64, 'a')}};
    plan.tenants = {saved_tenant(made, false)};
  }

  Files files;
  TenantPlan made;
  SavedPlan plan;
};

auto error_of(const std::string& bytes) -> std::string {
  const auto read = read_saved_plan(bytes);
  return read.ok() ? "" : read.error().message;
}

/// Messages of the findings, a line each.
auto messages(const std::vector<diag::Diagnostic>& findings) -> std::string {
  std::string text;
  for (const auto& one : findings) {
    CHECK(one.code == diag::Code::StalePlan);
    CHECK(one.tenants == std::vector<std::string>{"contoso"});
    text += one.message + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a saved plan comes back as it was") {
  const Saved saved;
  const auto bytes = to_json(saved.plan);
  const auto read = read_saved_plan(bytes);
  INFO((read.ok() ? "" : read.error().message));
  REQUIRE(read.ok());
  CHECK(to_json(read.value()) == bytes);
  CHECK(read.value().adopt == saved.plan.adopt);
  const auto& tenant = read.value().tenants.at(0);
  REQUIRE(tenant.writes.size() == 3);
  CHECK(tenant.writes == saved.plan.tenants[0].writes);
  CHECK(differences(saved.plan.tenants[0], tenant).empty());
}

TEST_CASE("no value is in a saved plan, from wherever it comes") {
  const Saved saved;
  const auto text = to_json(saved.plan);
  CHECK_THAT(text, !Catch::Contains("canary"));
  // Base64, in which Graph carries some.
  CHECK_THAT(text, !Catch::Contains("Y2FuYXJ5"));
}

TEST_CASE("the JSON of --output is no saved plan, and neither is a plan of another version") {
  const Saved saved;
  plan::Plan shown;
  shown.tenants = {saved.made};
  CHECK_THAT(error_of(plan::to_json(shown, saved.files.sources())), Catch::Contains("was not saved by"));
  auto json = Json::parse(to_json(saved.plan));
  json["pinwright"] = "journal";
  CHECK(error_of(json.dump()) == "it was not saved by `plan --out`");
  json["pinwright"] = "plan";
  json["formatVersion"] = "1.1";
  CHECK_THAT(error_of(json.dump()), Catch::Contains("another format version than 1.2"));
}

TEST_CASE("what no saved plan says is told by its place in the file") {
  const Saved saved;
  const auto json = Json::parse(to_json(saved.plan));
  const auto with = [&](const std::string& place, const Json& value) {
    auto changed = json;
    changed[Json::json_pointer(place)] = value;
    return error_of(changed.dump());
  };
  const std::string write = "/tenants/0/changes/0";
  CHECK_THAT(with("/more", 1), Catch::StartsWith("`/more` of the plan"));
  CHECK_THAT(with("/workspace", 1), Catch::StartsWith("`/workspace` of the plan"));
  CHECK_THAT(with("/options/failOn", "never"), Catch::StartsWith("`/options/failOn` of the plan"));
  CHECK_THAT(with("/tenants", Json::object()), Catch::StartsWith("`/tenants` of the plan"));
  CHECK_THAT(with(write + "/action", "no-op"), Catch::StartsWith("`" + write + "/action` of the plan"));
  CHECK_THAT(with(write + "/sections", {"all"}), Catch::StartsWith("`" + write + "/sections` of the plan"));
  CHECK_THAT(with(write + "/before", nullptr), Catch::StartsWith("`" + write + "/before` of the plan"));
  CHECK_THAT(with("/tenants/0/leftOut", true), Catch::StartsWith("`/tenants/0/changes` of the plan"));
  for (const auto& [key, value] : json.items()) {
    auto changed = json;
    changed.erase(key);
    INFO("without " << key);
    CHECK(error_of(changed.dump()) != "");
  }
}

TEST_CASE("a tenant or a file that stands in a saved plan twice is refused") {
  const Saved saved;
  auto json = Json::parse(to_json(saved.plan));
  json["tenants"].push_back(json["tenants"][0]);
  CHECK(error_of(json.dump()) == "`/tenants/1/name` of the plan names a tenant a second time");
  json = Json::parse(to_json(saved.plan));
  json["sources"].push_back(json["sources"][0]);
  CHECK(error_of(json.dump()) == "`/sources/1/path` of the plan names a file a second time");
}

TEST_CASE("a saved plan that is cut anywhere, is no JSON, or nests without end is refused") {
  const auto bytes = to_json(Saved().plan);
  for (std::size_t size = 0; size + 1 < bytes.size(); ++size) {
    if (error_of(bytes.substr(0, size)).empty()) FAIL("cut at " << size);
  }
  for (const auto& text : {std::string("[]"), std::string("\xFF"), std::string(1'000'000, '['),
                           "{\"formatVersion\":" + std::string(1'000'000, '[') + "}"}) {
    CHECK(error_of(text) != "");
  }
}

TEST_CASE("what would be written otherwise than a saved plan says is told") {
  const Saved saved;
  const auto& then = saved.plan.tenants[0];
  auto now = then;
  auto& write = now.writes.at(0);
  REQUIRE(write.key == "hello");
  SECTION("another action, id and name") {
    write.action = Action::Update;
    write.id = "7";
    write.name = "Other";
    CHECK(
        messages(differences(then, now)) ==
        "policy `hello` would be written otherwise than the plan says: the action, the id, the display name differ\n");
  }
  SECTION("another body") {
    write.body = std::string(64, '0');
    CHECK(messages(differences(then, now)) ==
          "policy `hello` would be written otherwise than the plan says: the body differs\n");
  }
  SECTION("the live object alone") {
    write.live_hash = std::string(64, '0');
    CHECK(messages(differences(then, now)) == "policy `hello` was changed in the tenant after the plan was made\n");
  }
  SECTION("nothing of it any more") {
    now.writes.erase(now.writes.begin());
    CHECK(messages(differences(then, now)) == "policy `hello` is not to be written any more: the plan says create\n");
    CHECK(messages(differences(now, then)) == "policy `hello` is not in the plan: now it says create\n");
  }
  SECTION("a name that leads elsewhere") {
    now.references.at(1).id = "7";
    CHECK_THAT(messages(differences(then, now)), Catch::Contains("lead to other objects"));
  }
  SECTION("a tenant that is left out now") {
    now = saved_tenant(saved.made, true);
    CHECK(now.writes.empty());
    CHECK_THAT(messages(differences(then, now)), Catch::Contains("would be left out now"));
    CHECK_THAT(messages(differences(now, then)), Catch::Contains("the plan leaves the tenant out"));
  }
  SECTION("another tenant") {
    now.tenant_id = "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27";
    CHECK_THAT(messages(differences(then, now)), Catch::Contains("9d1e0c5b"));
  }
}

TEST_CASE("the body of a saved plan tells changes of the files apart, a variable's name too") {
  const auto body_of = [](const std::string& yaml) {
    World world;
    for (const auto* name : {"KEY", "OTHER"}) world.environment[name] = "secret-canary";
    world.add_group("SG Pilots", 3, 1);
    return saved_tenant(world.plan(Files(yaml)), false).writes.at(0).body;
  };
  const std::string yaml(kFiles);
  const auto before = body_of(yaml);
  for (const auto& [old, fresh] : std::vector<std::pair<std::string, std::string>>{
           {"plain-canary", "another"}, {"Text/One", "Text/Three"}, {"{env: KEY}", "{env: OTHER}"}}) {
    auto changed = yaml;
    changed.replace(changed.find(old), old.size(), fresh);
    CHECK(body_of(changed) != before);
  }
}
