// What is kept of an entity that is not as Microsoft's metadata has it.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "object/from_graph.hpp"

using namespace pinwright;
using namespace pinwright::object;
using Json = nlohmann::json;

namespace {

auto good() -> Json {
  return Json::parse(R"({
    "@odata.type": "#microsoft.graph.windows10CustomConfiguration", "id": "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5",
    "displayName": "Kiosk", "description": "About", "createdDateTime": "2026-02-01T00:00:00Z",
    "omaSettings": [
      {"@odata.type": "#microsoft.graph.omaSettingInteger", "displayName": "A", "omaUri": "./Vendor/MSFT/A", "value": 1},
      {"@odata.type": "#microsoft.graph.omaSettingInteger", "displayName": "B", "omaUri": "./Vendor/MSFT/B", "value": 2}],
    "assignments": [{"target": {"@odata.type": "#microsoft.graph.allDevicesAssignmentTarget"}},
                    {"target": {"@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": "g"}}]})");
}

auto opaque(const Json& entity) -> Live {
  const auto read = policy_from_graph(entity);
  REQUIRE_FALSE(read.ok());
  return opaque_from_graph(Kind::Policy, entity, read.error());
}

auto settings_of(const Live& live) -> std::vector<std::string> {
  std::vector<std::string> keys;
  for (const auto& setting : std::get<Policy>(live.object).settings) keys.push_back(setting.key.text());
  return keys;
}

}  // namespace

TEST_CASE("one value that cannot be read costs that setting, and the reason is kept") {
  for (const auto& value : {Json(), Json("NaN"), Json(1e300), Json(true), Json::array(), Json::object()}) {
    auto entity = good();
    entity["omaSettings"][0]["value"] = value;
    const auto live = opaque(entity);
    CAPTURE(value.dump());
    CHECK(live.id == "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5");
    CHECK(display_name_of(live.object) == "Kiosk");
    CHECK(description_of(live.object) == "About");
    CHECK(settings_of(live) == std::vector<std::string>{"./Vendor/MSFT/B"});
    CHECK(live.assignments.size() == 2);
    CHECK(live.unreadable.value().starts_with("`/omaSettings/0/value` of the answer "));
  }
}

TEST_CASE("a setting of an unknown type, or without a name, is left out") {
  for (const auto& [key, value] : {std::pair<const char*, Json>("@odata.type", "#microsoft.graph.omaSettingFuture"),
                                   {"@odata.type", nullptr},
                                   {"displayName", nullptr},
                                   {"omaUri", 7}}) {
    auto entity = good();
    entity["omaSettings"][1][key] = value;
    CHECK(settings_of(opaque(entity)) == std::vector<std::string>{"./Vendor/MSFT/A"});
  }
}

TEST_CASE("an assignment that cannot be read is left out") {
  auto entity = good();
  entity["assignments"][0]["target"]["deviceAndAppManagementAssignmentFilterType"] = "someDay";
  const auto live = opaque(entity);
  REQUIRE(live.assignments.size() == 1);
  CHECK(live.assignments[0].group.id == "g");
}

TEST_CASE("what is not as it has to be is empty, and nothing fails") {
  auto entity = good();
  entity["displayName"] = nullptr;
  entity["description"] = Json::array({1});
  entity["omaSettings"] = "none";
  entity["assignments"] = 5;
  entity["createdDateTime"] = 12;
  auto live = opaque(entity);
  CHECK(display_name_of(live.object).empty());
  CHECK_FALSE(description_of(live.object));
  CHECK(settings_of(live).empty());
  CHECK(live.assignments.empty());
  entity["id"] = nullptr;
  CHECK(opaque(entity).id.empty());
  for (const auto& nothing : {Json(), Json(5), Json("x"), Json::array(), Json::object()}) {
    const auto kept = opaque_from_graph(Kind::Policy, nothing, {"why", {}});
    CHECK(kept.id.empty());
    CHECK(kept.unreadable == "why");
  }
}

TEST_CASE("groups and filters are kept by id and name") {
  const Json filter{{"id", "f"}, {"displayName", "Filter"}, {"rule", nullptr}, {"platform", "windows10AndLater"}};
  const auto read = filter_from_graph(filter);
  REQUIRE_FALSE(read.ok());
  const auto live = opaque_from_graph(Kind::Filter, filter, read.error());
  CHECK(live.id == "f");
  CHECK(kind_of(live.object) == Kind::Filter);
  CHECK(display_name_of(live.object) == "Filter");
  const Json group{{"id", "g"}, {"displayName", "Group"}, {"groupTypes", 3}};
  CHECK(kind_of(opaque_from_graph(Kind::Group, group, {"why", {}}).object) == Kind::Group);
}

TEST_CASE("what cannot be read makes another state of the object") {
  auto entity = good();
  entity["omaSettings"].push_back({{"omaUri", "./Vendor/MSFT/C"}});
  auto whole = policy_from_graph(good()).value();
  CHECK(live_hash(opaque(entity)) != live_hash(whole));
}
