#include "object/codec/assignments_from_graph.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "object/to_graph.hpp"
#include "unit/object/samples.hpp"

using namespace pinwright::object;
using namespace pinwright::object::samples;
using Json = nlohmann::json;

namespace {

auto target(const std::string& type, Json more = Json::object()) -> Json {
  more["@odata.type"] = "#microsoft.graph." + type;
  return {{"id", "x_y"}, {"source", "direct"}, {"sourceId", "x"}, {"intent", "apply"}, {"target", std::move(more)}};
}

auto read(const Json& item) -> Assignment {
  const Json policy = {{"assignments", Json::array({item})}};
  pinwright::base::JsonErrors errors("the answer");
  const auto list = assignments_from_graph(pinwright::base::JsonReader(policy, errors));
  INFO((errors.failed() ? errors.error().message : ""));
  REQUIRE_FALSE(errors.failed());
  return list.value().at(0);
}

auto has_list(const Json& policy) -> bool {
  pinwright::base::JsonErrors errors("the answer");
  return assignments_from_graph(pinwright::base::JsonReader(policy, errors)).has_value();
}

auto error_of(const Json& list) -> std::string {
  const Json policy = {{"assignments", list}};
  pinwright::base::JsonErrors errors("the answer");
  static_cast<void>(assignments_from_graph(pinwright::base::JsonReader(policy, errors)));
  REQUIRE(errors.failed());
  return errors.error().message;
}

auto filtered(const Json& id, const Json& type) -> Json {
  return target("allDevicesAssignmentTarget", {{"deviceAndAppManagementAssignmentFilterId", id},
                                               {"deviceAndAppManagementAssignmentFilterType", type}});
}

}  // namespace

TEST_CASE("the four targets of a device policy are read") {
  const auto group = read(target("groupAssignmentTarget", {{"groupId", kGroupId}}));
  CHECK(group.target == Assignment::Target::Group);
  CHECK(group.group.id == kGroupId);
  CHECK_FALSE(group.exclude);
  CHECK(read(target("exclusionGroupAssignmentTarget", {{"groupId", kGroupId}})).exclude);
  CHECK(read(target("allDevicesAssignmentTarget")).target == Assignment::Target::AllDevices);
  CHECK(read(target("allLicensedUsersAssignmentTarget")).target == Assignment::Target::AllUsers);
}

TEST_CASE("a filter is read with its mode") {
  const auto included = read(filtered(kFilterId, "include"));
  REQUIRE(included.filter);
  CHECK(included.filter->filter.id == kFilterId);
  CHECK_FALSE(included.filter->exclude);
  CHECK(read(filtered(kFilterId, "exclude")).filter->exclude);
}

TEST_CASE("every spelling of no filter is none") {
  CHECK_FALSE(read(filtered(nullptr, "none")).filter);
  CHECK_FALSE(read(filtered("", "none")).filter);
  CHECK_FALSE(read(filtered(kZeroId, "none")).filter);
  CHECK_FALSE(read(filtered(kZeroId, "include")).filter);
  CHECK_FALSE(read(filtered(nullptr, nullptr)).filter);
  CHECK_FALSE(read(filtered(kFilterId, "none")).filter);
}

TEST_CASE("a target that this program does not make is kept as it is") {
  const auto item = target("configurationManagerCollectionAssignmentTarget", {{"collectionId", "SMS00001"}});
  const auto foreign = read(item);
  CHECK(foreign.target == Assignment::Target::Other);
  CHECK(Json(to_graph_target(foreign)) == item["target"]);
}

TEST_CASE("a wrong assignment is an error that names it") {
  CHECK(error_of(Json::object()) == "`/assignments` of the answer is not an array");
  CHECK(error_of(Json::array({Json::object()})) == "`/assignments/0/target` of the answer is missing");
  CHECK(error_of(Json::array({target("allDevicesAssignmentTarget"), target("groupAssignmentTarget")})) ==
        "`/assignments/1/target/groupId` of the answer is missing");
  CHECK(error_of(Json::array({filtered(kFilterId, "sometimes")})) ==
        "`/assignments/0/target/deviceAndAppManagementAssignmentFilterType` of the answer names no mode of a filter");
}

TEST_CASE("a target without a bottom is refused") {
  Json deep = Json::array();
  for (int i = 0; i < 100; ++i) deep = Json::array({deep});
  CHECK(error_of(Json::array({target("someNewTarget", {{"more", deep}})})) ==
        "`/assignments/0/target/@odata.type` of the answer begins a target that is nested too deep");
}

TEST_CASE("the first page of an expansion is not the whole") {
  Json policy = {{"assignments", Json::array({target("allDevicesAssignmentTarget")})}};
  CHECK(has_list(policy));
  policy["assignments@odata.nextLink"] = "https://graph.microsoft.com/beta/…";
  CHECK_FALSE(has_list(policy));
}
