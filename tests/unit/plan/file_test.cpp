// A saved plan, read: it may come from anywhere.

#include <nlohmann/json.hpp>

#include "plan/file/read.hpp"
#include "plan/file/write.hpp"
#include "plan/marker.hpp"
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
    description: ''
    settings:
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Secret/One, dataType: dateTime, valueFrom: {env: KEY}}
      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Text/One, dataType: string, value: '****'}
    assignments: {include: [pilots, made]}
  other:
    displayName: Other
    settings: [{omaUri: ./Device/Vendor/MSFT/Policy/Config/Text/Two, dataType: string, value: x}]
)";

struct Saved : World {
  Saved() : files(kFiles) {
    environment["KEY"] = "2026-03-01T07:30:00Z";
    add_group("SG Pilots", 3, 1);
    plan.workspace = kWorkspace;
    plan.created_at = "2026-06-01T00:00:00Z";
    plan.tool_version = "1.0.0";
    plan.max_deletes = 2;
    plan.sources = {{"pinwright.yaml", std::string(64, 'a')}};
    plan.tenants = {World::plan(files)};
  }
  [[nodiscard]] auto json() const -> Json { return Json::parse(to_json(plan, files.sources())); }

  Files files;
  Plan plan;
};

auto error_of(const Json& json) -> std::string {
  const auto read = from_json(json.dump());
  return read.ok() ? "" : read.error().message;
}

}  // namespace

TEST_CASE("a saved plan comes back with everything that an apply needs") {
  const Saved saved;
  const auto read = from_json(to_json(saved.plan, saved.files.sources()));
  REQUIRE(read.ok());
  const auto& plan = read.value();
  CHECK(plan.workspace == kWorkspace);
  CHECK(plan.max_deletes == 2U);
  CHECK(plan.sources.at(0).sha256 == std::string(64, 'a'));
  const auto& change = change_of(plan.tenants.at(0), "hello");
  CHECK(change.live_hash == "absent");
  CHECK(object::description_of(*change.after) == std::optional<std::string>(""));
  const auto& settings = std::get<object::Policy>(*change.after).settings;
  CHECK(std::get<std::string>(settings.at(0).value) == "{env.KEY}");
  CHECK(settings.at(0).secrets == std::vector<std::string>{"KEY"});
  CHECK(std::get<std::string>(settings.at(1).value) == "****");
  CHECK(settings.at(1).secrets.empty());
  CHECK(change.secret_changed == std::vector<std::optional<bool>>{true, std::nullopt});
  CHECK(change.manages_assignments);
  CHECK(change.assignments.at(0).group.key == "pilots");
  CHECK_FALSE(change.assignments.at(0).group.id.empty());
  CHECK(change.assignments.at(1).group.key == "made");
  CHECK(change.assignments.at(1).group.id.empty());
  CHECK(change.reach.users == saved.plan.tenants[0].changes[0].reach.users);
  const auto& other = change_of(plan.tenants.at(0), "other");
  CHECK_FALSE(other.manages_assignments);
  CHECK_FALSE(object::description_of(*other.after).has_value());
}

TEST_CASE("no value of the environment is in a saved plan, and its variable is") {
  const Saved saved;
  const auto text = to_json(saved.plan, saved.files.sources());
  CHECK(text.find("2026-03-01T07:30:00Z") == std::string::npos);
  CHECK(text.find("{env.KEY}") != std::string::npos);
}

TEST_CASE("a finding in a saved plan keeps its place in words") {
  Saved saved;
  saved.tenant.erase(object::Kind::Group, saved.tenant.ids_of(object::Kind::Group, "SG Pilots").at(0));
  saved.plan.tenants = {saved.World::plan(saved.files)};
  const auto json = saved.json();
  const auto& finding = json["tenants"][0]["diagnostics"][0];
  CHECK(finding["slug"] == "group-not-found");
  CHECK(finding["file"] == "pinwright.yaml");
  CHECK(finding["range"]["start"]["line"] == 4);
  const auto read = from_json(json.dump());
  REQUIRE(read.ok());
  const auto& back = read.value().tenants.at(0).diagnostics.at(0);
  CHECK(back.code == diag::Code::GroupNotFound);
  CHECK(back.notes.back() == "it stood at pinwright.yaml:4:32 when the plan was made");
  CHECK(read.value().tenants.at(0).has_errors());
}

TEST_CASE("a tenant that could not be used stays so") {
  Saved saved;
  saved.tenant.knobs().fault = [](std::string_view, const std::string&, std::size_t) {
    return fake::FaultAction::Throttled;
  };
  saved.plan.tenants = {saved.World::plan(saved.files)};
  const auto read = from_json(to_json(saved.plan, saved.files.sources()));
  REQUIRE(read.ok());
  REQUIRE(read.value().tenants.at(0).unusable.has_value());
  CHECK(read.value().tenants[0].unusable->message == saved.plan.tenants[0].unusable->message);
}

TEST_CASE("what no plan says is told by its place in the file") {
  const Saved saved;
  const auto json = saved.json();
  const auto with = [&](const Json::json_pointer& place, const Json& value) {
    auto changed = json;
    changed[place] = value;
    return error_of(changed);
  };
  const auto without = [&](const Json::json_pointer& place) {
    auto changed = json;
    changed[place.parent_pointer()].erase(place.back());
    return error_of(changed);
  };
  using Pointer = Json::json_pointer;
  REQUIRE(error_of(json).empty());
  CHECK(with(Pointer("/formatVersion"), "2.0") == "`/formatVersion` of the plan is another than this program reads");
  CHECK(with(Pointer("/workspace"), 1) == "`/workspace` of the plan is no text");
  CHECK(without(Pointer("/createdAt")) == "`/createdAt` of the plan is missing");
  CHECK(with(Pointer("/more"), true) == "`/more` of the plan is no key that a plan of this version has");
  CHECK(with(Pointer("/maxDeletes"), -1) == "`/maxDeletes` of the plan is neither a count nor null");
  CHECK(with(Pointer("/tenants"), Json::object()) == "`/tenants` of the plan is no list");
  CHECK(with(Pointer("/tenants/0"), "contoso") == "`/tenants/0` of the plan is no object");
  CHECK(with(Pointer("/tenants/0/changes/0/action"), "replace") ==
        "`/tenants/0/changes/0/action` of the plan is none of the words that a plan has here");
  CHECK(with(Pointer("/tenants/0/changes/0/more"), 1) ==
        "`/tenants/0/changes/0/more` of the plan is no key that a plan of this version has");
  CHECK(with(Pointer("/tenants/0/changes/0/id"), "x") ==
        "`/tenants/0/changes/0/id` of the plan is not the one of `before`");
  CHECK(with(Pointer("/tenants/0/changes/0/liveHash"), std::string(64, '0')) ==
        "`/tenants/0/changes/0/liveHash` of the plan is not the one of `before`");
  CHECK(with(Pointer("/tenants/0/changes/0/after"), nullptr).find("/tenants/0/changes/0") != std::string::npos);
  CHECK(with(Pointer("/tenants/0/changes/0/after/omaSettings/0/value"), 1).find("`/tenants/0/changes/0/after`") == 0);
  CHECK(with(Pointer("/tenants/0/changes/0/reach/devices"), "many") ==
        "`/tenants/0/changes/0/reach/devices` of the plan is neither a count nor null");
}

TEST_CASE("a secret of a saved plan is one that its value names") {
  const Saved saved;
  auto json = saved.json();
  auto& secret = json["tenants"][0]["changes"][0]["secrets"][0];
  SECTION("another setting") {
    secret["setting"] = 1;
    CHECK(error_of(json).find("/secrets/0/") != std::string::npos);
  }
  SECTION("no setting") {
    secret["setting"] = 9;
    CHECK(error_of(json) == "`/tenants/0/changes/0/secrets/0/setting` of the plan is no setting of `after`");
  }
  SECTION("another variable") {
    secret["variables"] = {"OTHER"};
    CHECK(error_of(json).find("names a variable that the value does not") != std::string::npos);
  }
  SECTION("none at all: then the value is no date") {
    json["tenants"][0]["changes"][0]["secrets"] = Json::array();
    CHECK(error_of(json) == "`/tenants/0/changes/0/after` of the plan holds a value that is no date and time");
  }
}

TEST_CASE("an object that was changed in the file is not the one that was read in the tenant") {
  Saved saved;
  saved.carry_out(saved.plan.tenants[0]);
  saved.plan.tenants = {saved.World::plan(saved.files)};
  auto json = saved.json();
  REQUIRE(error_of(json).empty());
  auto& before = json["tenants"][0]["changes"][0]["before"];
  before["displayName"] = "Another";
  CHECK(error_of(json) == "`/tenants/0/changes/0/liveHash` of the plan is not the one of `before`");
}

TEST_CASE("what is no JSON, or nests without end, is refused") {
  CHECK_FALSE(from_json("").ok());
  CHECK_FALSE(from_json("{").ok());
  CHECK_FALSE(from_json("[]").ok());
  CHECK_FALSE(from_json("\xFF").ok());
  CHECK(from_json(std::string(100'000, '[')).error().message == "it nests deeper than any plan");
  CHECK(from_json(R"({"formatVersion":")" + std::string(100, '[') + "\"}").error().message ==
        "`/formatVersion` of the plan is another than this program reads");
}
