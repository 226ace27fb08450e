#include <set>

#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox::test;

namespace {

constexpr auto kPath = "/beta/deviceManagement/deviceConfigurations";

auto target(const std::string& type, json more = json::object()) -> json {
  more["@odata.type"] = "#microsoft.graph." + type + "AssignmentTarget";
  return {{"target", std::move(more)}};
}

class Assigned : public Local {
 public:
  Assigned() { id_ = post(kPath, policy()).body.at("id").get<std::string>(); }

  auto assign(const std::vector<json>& assignments, const std::string& api = "beta") -> Answer {
    return post("/" + api + "/deviceManagement/deviceConfigurations/" + id_ + "/assign",
                {{"assignments", assignments}});
  }
  auto assignments(const std::string& api = "beta") -> json {
    return get("/" + api + "/deviceManagement/deviceConfigurations/" + id_ + "/assignments").body.at("value");
  }

 private:
  std::string id_;
};

}  // namespace

TEST_CASE("assign replaces the whole set and answers with it") {
  Assigned local;
  CHECK(local.assign({target("group", {{"groupId", kPilot}}), target("exclusionGroup", {{"groupId", kKiosks}})})
            .body.at("value")
            .size() == 2);
  const auto answer = local.assign({target("allDevices")});
  CHECK(answer.status == 200);
  CHECK(answer.body.at("value").size() == 1);
  REQUIRE(local.assignments().size() == 1);
  CHECK(local.assignments()[0].at("target").at("@odata.type") == "#microsoft.graph.allDevicesAssignmentTarget");
  CHECK(local.assign(json::array()).body.at("value").empty());
  CHECK(local.assignments().empty());
}

TEST_CASE("of two assignments with one target the second is ignored") {
  Assigned local;
  const auto answer = local.assign({target("group", {{"groupId", kPilot},
                                                     {"deviceAndAppManagementAssignmentFilterId", kCorporate},
                                                     {"deviceAndAppManagementAssignmentFilterType", "include"}}),
                                    target("group", {{"groupId", kPilot}})});
  REQUIRE(answer.body.at("value").size() == 1);
  CHECK(answer.body["value"][0]["target"]["deviceAndAppManagementAssignmentFilterType"] == "include");
}

TEST_CASE("no filter is null or the zero GUID, with the type none") {
  Assigned local;
  CHECK(local.assign({target("allDevices")}).status == 200);
  std::set<std::string> ids;
  for (int read = 0; read < 20; ++read) {
    const auto shown = local.assignments().at(0).at("target");
    CHECK(shown.at("deviceAndAppManagementAssignmentFilterType") == "none");
    ids.insert(shown.at("deviceAndAppManagementAssignmentFilterId").dump());
  }
  CHECK(ids == std::set<std::string>{"null", "\"00000000-0000-0000-0000-000000000000\""});
}

TEST_CASE("v1.0 neither shows nor takes a filter") {
  Assigned local;
  const json filtered = target("allDevices", {{"deviceAndAppManagementAssignmentFilterId", kCorporate},
                                              {"deviceAndAppManagementAssignmentFilterType", "exclude"}});
  CHECK(local.assign({filtered}).status == 200);
  CHECK_FALSE(local.assignments("v1.0").at(0).at("target").contains("deviceAndAppManagementAssignmentFilterId"));
  CHECK(local.assign({filtered}, "v1.0").status == 400);
}

TEST_CASE("a group, a filter or a pair of filter and type that makes no sense is refused, and nothing changes") {
  Assigned local;
  CHECK(local.assign({target("allDevices")}).status == 200);
  const std::string unknown = "99999999-9999-4999-8999-999999999999";
  const auto filter = [](const std::string& id, const std::string& type) {
    return json{{"deviceAndAppManagementAssignmentFilterId", id}, {"deviceAndAppManagementAssignmentFilterType", type}};
  };
  auto excluded = filter(kCorporate, "include");
  excluded["groupId"] = kPilot;
  for (const auto& assignment :
       {target("group", {{"groupId", unknown}}), target("allDevices", filter(unknown, "include")),
        target("allDevices", filter(kCorporate, "none")), target("exclusionGroup", excluded), target("group"),
        target("deviceAndAppManagement"), json{{"target", {{"groupId", kPilot}}}}, json::object()}) {
    CAPTURE(assignment);
    CHECK(local.assign({assignment}).status == 400);
  }
  CHECK(local.assignments().size() == 1);
}

TEST_CASE("a list with $expand=assignments shows them, one without does not") {
  Assigned local;
  CHECK(local.assign({target("group", {{"groupId", kPilot}})}).status == 200);
  const auto expanded = local.get(std::string(kPath) + "?$expand=assignments").body.at("value").at(0);
  CHECK(expanded.at("assignments").at(0).at("target").at("groupId") == kPilot);
  CHECK_FALSE(local.get(kPath).body.at("value").at(0).contains("assignments"));
  CHECK(local.get(std::string(kPath) + "?$expand=assignments&$select=id,assignments")
            .body.at("value")
            .at(0)
            .contains("assignments"));
}

TEST_CASE("the overview counts the members of assigned groups") {
  Assigned local;
  CHECK(
      local.assign({target("group", {{"groupId", kPilot}}), target("exclusionGroup", {{"groupId", kKiosks}})}).status ==
      200);
  const auto id = local.get(kPath).body.at("value").at(0).at("id").get<std::string>();
  CHECK(local.get(std::string(kPath) + "/" + id + "/deviceStatusOverview").body.at("successCount") == 12);
  CHECK(local.get(std::string(kPath) + "/" + id + "/userStatusOverview").body.at("successCount") == 3);
}
