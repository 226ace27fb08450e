#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox::test;

namespace {

/// Every place of a document, the whole included.
auto places(const json& document) -> std::vector<json::json_pointer> {
  std::vector<json::json_pointer> all = {json::json_pointer()};
  const auto flat = document.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    for (json::json_pointer at(pointer); !at.empty(); at = at.parent_pointer()) {
      if (std::find(all.begin(), all.end(), at) == all.end()) all.push_back(at);
    }
  }
  return all;
}

const std::vector<json> kOdd = {
    nullptr, true, -1, 1e300, "", "x", json::array(), json::object(), json::array({nullptr}), {{"x", nullptr}}};

}  // namespace

TEST_CASE("whatever stands anywhere in a body, the answer is a whole one and no 5xx") {
  Local local;
  const std::string policies = "/beta/deviceManagement/deviceConfigurations";
  const auto id = local.post(policies, policy()).body.at("id").get<std::string>();
  auto full = policy({setting("Integer", 1), setting("StringXml", "PGEvPg==")});
  full["roleScopeTagIds"] = {"0"};
  full["deviceManagementApplicabilityRuleOsEdition"] = {{"osEditionTypes", {"windows10Enterprise"}},
                                                        {"ruleType", "include"}};
  const json target = {{"@odata.type", "#microsoft.graph.groupAssignmentTarget"},
                       {"groupId", kPilot},
                       {"deviceAndAppManagementAssignmentFilterId", kCorporate},
                       {"deviceAndAppManagementAssignmentFilterType", "include"}};
  const json filter = {{"displayName", "x"}, {"platform", "windows10AndLater"}, {"rule", "(device.model -eq \"x\")"}};
  const json item = {{"id", "1"},
                     {"method", "PATCH"},
                     {"url", "/groups/x"},
                     {"headers", {{"Content-Type", "application/json"}}},
                     {"body", {{"description", "x"}}},
                     {"dependsOn", json::array()}};
  const std::vector<std::tuple<std::string, std::string, json>> calls = {
      {"POST", policies, full},
      {"PATCH", policies + "/" + id, full},
      {"POST",
       policies + "/" + id + "/assign",
       {{"assignments", json::array({{{"target", target}, {"intent", "apply"}}})}}},
      {"POST",
       "/beta/groups",
       {{"displayName", "x"},
        {"mailEnabled", false},
        {"mailNickname", "x"},
        {"securityEnabled", true},
        {"groupTypes", {"DynamicMembership"}},
        {"membershipRule", "x"}}},
      {"PATCH", "/beta/groups/" + std::string(kPilot), {{"description", "x"}, {"groupTypes", json::array()}}},
      {"POST", "/beta/deviceManagement/assignmentFilters", filter},
      {"PATCH",
       "/beta/deviceManagement/assignmentFilters/" + std::string(kCorporate),
       {{"rule", "(device.model -eq \"x\")"}, {"roleScopeTags", {"0"}}}},
      {"POST",
       "/beta/deviceManagement/assignmentFilters/validateFilter",
       {{"deviceAndAppManagementAssignmentFilter", filter}}},
      {"POST", "/beta/$batch", {{"requests", json::array({item})}}},
  };
  for (const auto& [method, path, body] : calls) {
    const auto untouched = local.call(method, path, body).status;
    CAPTURE(method, path);
    CHECK(untouched < 300);
    for (const auto& place : places(body)) {
      for (const auto& odd : kOdd) {
        auto changed = body;
        changed[place] = odd;
        const auto answer = local.call(method, path, changed);
        if (answer.status < 500 && !answer.body.is_discarded()) continue;
        CAPTURE(place.to_string(), odd);
        CHECK(answer.status < 500);
        CHECK_FALSE(answer.body.is_discarded());
      }
    }
  }
  CHECK(local.get(policies + "?$expand=assignments").status == 200);
  CHECK(local.get("/v1.0/groups").status == 200);
  CHECK(local.get("/beta/deviceManagement/assignmentFilters").status == 200);
}
