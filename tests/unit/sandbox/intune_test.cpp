#include "sandbox/resources/rule.hpp"
#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox;
using namespace pinwright::sandbox::test;

namespace {

constexpr auto kFilters = "/beta/deviceManagement/assignmentFilters";
constexpr auto kDevices = "/beta/deviceManagement/managedDevices";

auto filter() -> json {
  return {{"displayName", "Corporate Windows"},
          {"platform", "windows10AndLater"},
          {"rule", R"((device.model -startsWith "Surface"))"}};
}

/// The reset of a device's answer, or null.
auto reset_of(const json& device) -> json {
  for (const auto& result : device.at("deviceActionResults")) {
    if (result.at("@odata.type") == "#microsoft.graph.resetPasscodeActionResult") return result;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("rules as the documentation writes them are rules") {
  for (const auto* rule :
       {R"((device.deviceOwnership -eq "Corporate"))",
        R"((device.deviceOwnership -eq "Corporate") and (device.operatingSystemVersion -ge 10.0.19045))",
        R"(((device.model eq "a") or (device.model -in ["a", "b"])) and (device.deviceCategory -ne $Null))"}) {
    CAPTURE(rule);
    CHECK(is_filter_rule(rule));
  }
  for (const auto* rule : {"", "device.model -eq \"a\"", R"((device.nothing -eq "a"))", R"((device.model -like "a"))",
                           R"((device.model -eq "a")", R"((device.model -eq "a) )",
                           R"((device.model -eq "a") nor (device.model -eq "b"))", R"((user.city -eq "a"))"}) {
    CAPTURE(rule);
    CHECK_FALSE(is_filter_rule(rule));
  }
  CHECK_FALSE(is_filter_rule("(device.model -eq \"" + std::string(3072, 'x') + "\")"));
  CHECK_FALSE(is_filter_rule(std::string(3000, '(')));
}

TEST_CASE("a filter is created, changed but for its platform, and deleted") {
  Local local;
  const auto created = local.post(kFilters, filter());
  REQUIRE(created.status == 201);
  const auto path = std::string(kFilters) + "/" + created.body.at("id").get<std::string>();
  CHECK(local.patch(path, {{"rule", R"((device.model -eq "x"))"}}).status == 200);
  CHECK(local.get(path).body.at("rule") == R"((device.model -eq "x"))");
  CHECK(local.patch(path, {{"platform", "iOS"}}).status == 400);
  CHECK(local.patch(path, {{"rule", "nonsense"}}).status == 400);
  CHECK(local.remove(path).status == 204);
  CHECK(local.get(path).status == 404);
}

TEST_CASE("a filter without its platform or of an unknown one is refused") {
  Local local;
  auto body = filter();
  body.erase("platform");
  CHECK(local.post(kFilters, body).status == 400);
  body["platform"] = "windows";
  CHECK(local.post(kFilters, body).status == 400);
}

TEST_CASE("a filter that an assignment uses cannot be deleted") {
  Local local;
  const std::string policies = "/beta/deviceManagement/deviceConfigurations";
  const auto id = local.post(policies, policy()).body.at("id").get<std::string>();
  const json target = {{"@odata.type", "#microsoft.graph.allDevicesAssignmentTarget"},
                       {"deviceAndAppManagementAssignmentFilterId", kCorporate},
                       {"deviceAndAppManagementAssignmentFilterType", "include"}};
  CHECK(local.post(policies + "/" + id + "/assign", {{"assignments", json::array({{{"target", target}}})}}).status ==
        200);
  CHECK(local.remove(std::string(kFilters) + "/" + kCorporate).status == 400);
  CHECK(local.post(policies + "/" + id + "/assign", {{"assignments", json::array()}}).status == 200);
  CHECK(local.remove(std::string(kFilters) + "/" + kCorporate).status == 204);
}

TEST_CASE("a tenant holds 200 filters") {
  Local local(seed({{"assignmentFilters", json::array()}}));
  for (int at = 0; at < 200; ++at) REQUIRE(local.post(kFilters, filter()).status == 201);
  CHECK(local.post(kFilters, filter()).status == 400);
}

TEST_CASE("validateFilter judges a rule") {
  Local local;
  const auto valid = [&](const std::string& rule) {
    const json body = {{"deviceAndAppManagementAssignmentFilter",
                        {{"displayName", "x"}, {"platform", "windows10AndLater"}, {"rule", rule}}}};
    const auto answer = local.post(std::string(kFilters) + "/validateFilter", body);
    CAPTURE(answer.body);
    REQUIRE(answer.status == 200);
    return answer.body.at("isValidRule").get<bool>();
  };
  CHECK(valid(R"((device.model -eq "x"))"));
  CHECK_FALSE(valid("x"));
}

TEST_CASE("a new scope tag takes the next number") {
  Local local(seed({{"roleScopeTags", json::array({{{"id", "7"}, {"displayName", "Emea"}}})}}));
  CHECK(local.get("/beta/deviceManagement/roleScopeTags").body.at("value").size() == 2);
  CHECK(local.get("/beta/deviceManagement/roleScopeTags/0").body.at("isBuiltIn") == true);
  CHECK(local.get("/beta/deviceManagement/roleScopeTags/9").status == 404);
}

TEST_CASE("a reset passcode is pending, then active, then what the seed says") {
  const json phone = {
      {"id", kKiosks}, {"deviceName", "PHONE-1"}, {"resetPasscode", {{"after", 2}, {"passcode", "246810"}}}};
  Local local(seed({{"managedDevices", json::array({phone})}}));
  const auto path = std::string(kDevices) + "/" + kKiosks;
  CHECK(reset_of(local.get(path).body).is_null());
  const auto asked = local.post(path + "/resetPasscode", json());
  CHECK(asked.status == 204);
  CHECK(asked.reply.body.empty());
  CHECK(reset_of(local.get(std::string(kDevices)).body.at("value").at(0)).at("actionState") == "pending");
  for (int poll = 0; poll < 2; ++poll) {
    const auto reset = reset_of(local.get(path).body);
    CHECK(reset.at("actionState") == "active");
    CHECK(reset.at("passcode").is_null());
  }
  const auto reset = reset_of(local.get(path).body);
  CHECK(reset.at("actionState") == "done");
  CHECK(reset.at("passcode") == "246810");
  CHECK(reset.at("actionName") == "resetPasscode");
  CHECK(reset_of(local.get(path).body) == reset);
}

TEST_CASE("a reset that fails has a code and no passcode") {
  const json phone = {
      {"id", kKiosks}, {"deviceName", "x"}, {"resetPasscode", {{"after", 0}, {"state", "failed"}, {"errorCode", 7}}}};
  Local local(seed({{"managedDevices", json::array({phone})}}));
  const auto path = std::string(kDevices) + "/" + kKiosks;
  CHECK(local.post(path + "/microsoft.graph.resetPasscode", json()).status == 204);
  const auto reset = reset_of(local.get(path).body);
  CHECK(reset.at("actionState") == "failed");
  CHECK(reset.at("errorCode") == 7);
  CHECK(reset.at("passcode").is_null());
}

TEST_CASE("a device is found by its name, and v1.0 shows no beta property") {
  const json phone = {{"id", kKiosks}, {"deviceName", "PHONE-1"}, {"skuFamily", "Mobile"}};
  Local local(seed({{"managedDevices", json::array({phone, {{"deviceName", "PC"}}})}}));
  const auto found = local.get(std::string(kDevices) + "?$filter=deviceName%20eq%20'phone-1'").body.at("value");
  REQUIRE(found.size() == 1);
  CHECK(found.at(0).at("skuFamily") == "Mobile");
  CHECK_FALSE(local.get("/v1.0/deviceManagement/managedDevices/" + std::string(kKiosks)).body.contains("skuFamily"));
  CHECK(local.post(std::string(kDevices) + "/none/resetPasscode", json()).status == 404);
}
