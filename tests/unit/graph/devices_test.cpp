#include "unit/graph/tenant.hpp"

namespace pinwright::graph {

using graph_test::answer;
using graph_test::batching;
using graph_test::json;
using graph_test::kBase;
using graph_test::list;
using graph_test::Routes;
using graph_test::script;
using graph_test::TenantBench;

namespace {

constexpr const char* kId = "5f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";
const std::string kDevices = kBase + "/deviceManagement/managedDevices";

auto device(const std::string& id, const std::string& name) -> json {
  return {{"id", id},      {"deviceName", name},        {"operatingSystem", "Windows"}, {"osVersion", "10.0.15063.0"},
          {"model", "M1"}, {"skuFamily", "MobileCore"}, {"joinType", "azureADJoined"}};
}

auto by_name(const std::string& literal) -> std::string {
  return kDevices + "?$filter=deviceName%20eq%20'" + literal + "'";
}

}  // namespace

TEST_CASE("the figures of policies travel in batches, two items for each") {
  const std::string policy = kBase + "/deviceManagement/deviceConfigurations/1/";
  TenantBench bench(
      batching(Routes{{{policy + "deviceStatusOverview", json{{"pendingCount", 1},
                                                              {"notApplicableCount", 2},
                                                              {"successCount", 3},
                                                              {"errorCount", 4},
                                                              {"failedCount", 5},
                                                              {"lastUpdateDateTime", "2026-01-01T00:00:00Z"}}},
                       {policy + "userStatusOverview", json{{"successCount", 9}, {"errorCount", -1}}}}}));
  const auto status = bench.tenant->devices().status({"1", "2"});
  REQUIRE(status.size() == 2);
  REQUIRE(status[0].ok());
  const auto& devices = status[0].value().devices;
  CHECK(devices.pending == 1);
  CHECK(devices.not_applicable == 2);
  CHECK(devices.success == 3);
  CHECK(devices.error == 4);
  CHECK(devices.failed == 5);
  CHECK(devices.last_update == "2026-01-01T00:00:00Z");
  CHECK(status[0].value().users.success == 9);
  CHECK(status[0].value().users.error == 0);
  REQUIRE_FALSE(status[1].ok());
  CHECK(status[1].error().kind == base::ErrorKind::NotFound);
  CHECK(bench.transport->seen.size() == 1);
}

TEST_CASE("devices are found by name, in any letter case and with any characters") {
  TenantBench bench(Routes{{{by_name("Ada%27%27s%20PC"),
                             list({device("1", "ADA'S PC"), device("2", "Ada's PC"), device("3", "Ada's PC 2")})}}});
  const auto found = bench.tenant->devices().find("Ada's PC");
  REQUIRE(found.ok());
  REQUIRE(found.value().size() == 2);
  CHECK(found.value()[0].id == "1");
  CHECK(found.value()[1].name == "Ada's PC");
  CHECK(found.value()[1].operating_system == "Windows");
  CHECK(found.value()[1].os_version == "10.0.15063.0");
  CHECK(found.value()[1].model == "M1");
  CHECK(found.value()[1].sku_family == "MobileCore");
  CHECK(found.value()[1].join_type == "azureADJoined");
}

TEST_CASE("a device is found by its id, once, and by an id that is a name") {
  TenantBench both(
      batching(Routes{{{kDevices + "/" + kId, device(kId, "A")}, {by_name(kId), list({device("2", kId)})}}}));
  CHECK(both.tenant->devices().find(kId).value().size() == 2);
  TenantBench one(
      batching(Routes{{{kDevices + "/" + kId, device(kId, kId)}, {by_name(kId), list({device(kId, kId)})}}}));
  CHECK(one.tenant->devices().find(kId).value().size() == 1);
  TenantBench none(batching(Routes{{{by_name(kId), list({})}}}));
  CHECK(none.tenant->devices().find(kId).value().empty());
}

TEST_CASE("a device that may not be read is an error") {
  TenantBench bench(batching([](const Request&) -> base::Result<Response> { return answer(403); }));
  CHECK(bench.tenant->devices().find(kId).error().kind == base::ErrorKind::Forbidden);
  CHECK(bench.tenant->devices().find("name").error().kind == base::ErrorKind::Forbidden);
  CHECK(bench.tenant->devices().read(kId).error().kind == base::ErrorKind::Forbidden);
}

TEST_CASE("the last reset of a device is told, among actions of other kinds") {
  auto entity = device("1", "A");
  entity["joinType"] = nullptr;
  entity["deviceEnrollmentType"] = "windowsAzureADJoin";
  entity["deviceActionResults"] = json::parse(R"([
    {"actionName": "syncDevice", "actionState": "done", "startDateTime": "2026-01-09T00:00:00Z"},
    {"@odata.type": "#microsoft.graph.resetPasscodeActionResult", "actionName": "resetPasscode", "actionState": "done",
     "startDateTime": "2026-01-03T00:00:00.5Z", "lastUpdatedDateTime": "2026-01-03T00:10:00Z", "errorCode": 7, "passcode": "4711"},
    {"actionName": "resetPasscode", "actionState": "failed", "startDateTime": "2026-01-03T00:00:00Z"}])");
  TenantBench bench(Routes{{{kDevices + "/1", entity}}});
  const auto read = bench.tenant->devices().read("1");
  REQUIRE(read.ok());
  CHECK(read.value().join_type == "windowsAzureADJoin");
  REQUIRE(read.value().reset);
  CHECK(read.value().reset->state == "done");
  CHECK(read.value().reset->started == "2026-01-03T00:00:00.5Z");
  CHECK(read.value().reset->updated == "2026-01-03T00:10:00Z");
  CHECK(read.value().reset->passcode == "4711");
  CHECK(read.value().reset->error_code == 7);
}

TEST_CASE("an error code that does not fit is left out, not cut") {
  auto entity = device("1", "A");
  entity["deviceActionResults"] = json::parse(R"([{"actionName": "resetPasscode", "errorCode": 4294967303}])");
  TenantBench bench(Routes{{{kDevices + "/1", entity}}});
  CHECK(bench.tenant->devices().read("1").value().reset->error_code == 0);
}

TEST_CASE("a device that was never reset says so") {
  TenantBench bench(Routes{{{kDevices + "/1", device("1", "A")}}});
  CHECK_FALSE(bench.tenant->devices().read("1").value().reset);
}

TEST_CASE("a reset is posted once, without a body, even when the answer is lost") {
  TenantBench bench(script({answer(204), graph_test::lost()}));
  CHECK(bench.tenant->devices().reset_passcode("a/b").ok());
  CHECK(bench.tenant->devices().reset_passcode("1").error().kind == base::ErrorKind::Unclear);
  CHECK(bench.transport->seen.size() == 2);
  CHECK(bench.transport->seen[0].method == "POST");
  CHECK(bench.transport->seen[0].url == kDevices + "/a%2Fb/resetPasscode");
  CHECK(bench.transport->seen[0].body.empty());
}

TEST_CASE("devices are read in beta where the workspace uses v1.0") {
  TenantBench bench(Routes{{{kDevices + "/1", device("1", "A")}}}, model::GraphApi::V1);
  CHECK(bench.tenant->devices().read("1").ok());
}

}  // namespace pinwright::graph
