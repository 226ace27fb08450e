#include "sandbox/service.hpp"

#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox;
using namespace pinwright::sandbox::test;

namespace {

constexpr auto kPolicies = "/beta/deviceManagement/deviceConfigurations";

auto service(const json& what) -> json { return {{"service", what}}; }

auto policy(const std::string& name, const json& more = json::object()) -> json {
  json body = {{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
               {"displayName", name},
               {"omaSettings", json::array()}};
  body.merge_patch(more);
  return body;
}

auto target(const Answer& answer) -> std::string {
  return std::string(kPolicies) + "/" + answer.body.at("id").get<std::string>();
}

auto all_devices() -> json {
  return {
      {"assignments", json::array({{{"target", {{"@odata.type", "#microsoft.graph.allDevicesAssignmentTarget"}}}}})}};
}

}  // namespace

TEST_CASE("a just created object is not found for so many calls, writes among them") {
  Local local(seed(), service({{"unseenCalls", 3}}));
  const auto made = target(local.post(kPolicies, policy("A")));
  CHECK(local.get(made).status == 404);
  CHECK(local.post(made + "/assign", all_devices()).status == 404);
  CHECK(local.patch(made, policy("B")).status == 404);
  CHECK(local.get(made).body.at("displayName") == "A");
  CHECK(local.get(std::string(kPolicies)).body.at("value").size() == 1);
}

TEST_CASE("lists leave a just created object out so many times") {
  Local local(seed(), service({{"unseenLists", 2}}));
  local.post(kPolicies, policy("A"));
  CHECK(local.get(kPolicies).body.at("value").empty());
  CHECK(local.get(kPolicies).body.at("value").empty());
  CHECK(local.get(kPolicies).body.at("value").size() == 1);
  local.post("/v1.0/groups",
             {{"displayName", "G"}, {"mailEnabled", false}, {"mailNickname", "g"}, {"securityEnabled", true}});
  CHECK(local.get("/v1.0/groups").body.at("value").size() == 2);
}

TEST_CASE("lists show assignments, leave them out, or show none, whatever there is") {
  for (const auto* expansion : {"shown", "absent", "empty"}) {
    Local local(seed(), service({{"expansion", expansion}}));
    const auto made = target(local.post(kPolicies, policy("A")));
    REQUIRE(local.post(made + "/assign", all_devices()).status == 200);
    const auto listed = local.get(std::string(kPolicies) + "?$expand=assignments").body.at("value").at(0);
    CHECK(listed.contains("assignments") == (std::string(expansion) != "absent"));
    if (listed.contains("assignments")) CHECK(listed.at("assignments").empty() == (std::string(expansion) == "empty"));
    CHECK(local.get(made + "?$expand=assignments").body.at("assignments").size() == 1);
  }
}

TEST_CASE("next links count with $skip and may name another host") {
  Local local(seed(), service({{"skipLinks", true}, {"linkOrigin", "https://graph.microsoft.com"}}), 2);
  for (const auto* name : {"A", "B", "C", "D", "E"}) local.post(kPolicies, policy(name));
  std::vector<std::string> names;
  std::string next = kPolicies;
  while (!next.empty()) {
    const auto page = local.get(next).body;
    for (const auto& one : page.at("value")) names.push_back(one.at("displayName"));
    const std::string link = page.value("@odata.nextLink", "");
    CHECK((link.empty() || link.starts_with("https://graph.microsoft.com/beta/")));
    next = link.empty() ? "" : link.substr(std::string("https://graph.microsoft.com").size());
  }
  CHECK(names == std::vector<std::string>{"A", "B", "C", "D", "E"});
}

TEST_CASE("texts are trimmed, line breaks become those of Windows, the version stays") {
  Local local(seed(), service({{"trimsTexts", true}, {"windowsLineEnds", true}, {"keepsVersion", true}}));
  const auto made = target(local.post(kPolicies, policy(" A ", {{"description", "  one\ntwo\n"}})));
  auto shown = local.get(made).body;
  CHECK(shown.at("displayName") == "A");
  CHECK(shown.at("description") == "one\r\ntwo");
  CHECK(shown.at("version") == 1);
  local.patch(made, policy("B"));
  shown = local.get(made).body;
  CHECK(shown.at("version") == 1);
}

TEST_CASE("lists may show dates in whole seconds") {
  Local local(seed(), service({{"roundsDates", true}}));
  const auto made = target(local.post(kPolicies, policy("A")));
  const std::string listed = local.get(kPolicies).body.at("value").at(0).at("lastModifiedDateTime");
  CHECK(listed.size() == 20);
  CHECK(listed.substr(0, 19) == local.get(made).body.at("lastModifiedDateTime").get<std::string>().substr(0, 19));
}

TEST_CASE("calls over the budget are 429, items of a batch counted singly, and each tenant for itself") {
  const json budget = {{"budget", {{"reads", 3}, {"writes", 1}, {"milliseconds", 1000000}}}};
  Local local(seed(), service(budget));
  const json batch = {{"requests",
                       {{{"id", "1"}, {"method", "GET"}, {"url", "/groups"}},
                        {{"id", "2"}, {"method", "GET"}, {"url", "/organization"}}}}};
  CHECK(local.post("/v1.0/$batch", batch).status == 200);
  CHECK(local.get("/v1.0/groups").status == 200);
  const auto refused = local.get("/v1.0/groups");
  CHECK(refused.status == 429);
  CHECK(refused.code() == "TooManyRequests");
  CHECK_FALSE(header_of(refused.reply.headers, "Retry-After").empty());
  CHECK(local.post(kPolicies, policy("A")).status == 201);
  CHECK(local.post(kPolicies, policy("B")).status == 429);
}

TEST_CASE("a window that has passed is forgotten") {
  const Budget budget{.reads = 1, .writes = 0, .milliseconds = 10, .tells_when = false};
  Budgets budgets(budget);
  const Call call{"GET", "/v1.0/groups", {}, "", false};
  CHECK_FALSE(budgets.refuse(call, "t", 0));
  const auto refused = budgets.refuse(call, "t", 9);
  REQUIRE(refused);
  CHECK(header_of(refused->headers, "Retry-After").empty());
  CHECK_FALSE(budgets.refuse(call, "u", 9));
  CHECK_FALSE(budgets.refuse(call, "t", 10));
}

TEST_CASE("what a seed gives raw is shown as it is") {
  const json odd = {
      {"id", "99999999-9999-4999-8999-999999999999"},
      {"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
      {"displayName", nullptr},
      {"omaSettings", json::array({{{"@odata.type", "#microsoft.graph.omaSettingNew"}, {"value", nullptr}}})},
      {"assignments", json::array()}};
  Local local(seed({{"rawDeviceConfigurations", json::array({odd})}}));
  const auto listed = local.get(std::string(kPolicies) + "?$expand=assignments").body.at("value");
  CHECK(listed == json::array({odd}));
}

TEST_CASE("a proxy's page, a redirect and a claims challenge are faults") {
  const auto faulty = [](const json& fault) {
    return json{{"rules", json::array({{{"match", {{"path", "*/groups"}}}, {"fault", fault}}})}};
  };
  Local page(seed(), faulty({{"kind", "status"}, {"status", 403}, {"html", true}}));
  page.sign_in();
  const auto html = page.app().answer({"GET", "/v1.0/groups", {}, "", false});
  CHECK(html.status == 403);
  CHECK(html.type == "text/html");
  CHECK(header_of(html.headers, "request-id").empty());
  Local redirect(seed(), faulty({{"kind", "status"}, {"status", 307}, {"location", "https://elsewhere"}}));
  CHECK(header_of(redirect.get("/v1.0/groups").reply.headers, "Location") == "https://elsewhere");
  Local challenge(seed(), faulty({{"kind", "status"}, {"status", 403}, {"claims", "eyJ9"}}));
  const auto answer = challenge.get("/v1.0/groups");
  const auto header = header_of(answer.reply.headers, "WWW-Authenticate");
  CHECK(header.find("insufficient_claims") != std::string_view::npos);
}

TEST_CASE("the object service is read strictly, over the profile") {
  const auto profile = strict_service();
  const auto read = parse_fault_script(R"({"service": {"unseenCalls": 7}})", profile);
  REQUIRE(read.ok());
  CHECK(read.value().service.unseen_calls == 7);
  CHECK(read.value().service.unseen_lists == profile.unseen_lists);
  CHECK(read.value().service.expansion == Expansion::Absent);
  CHECK_FALSE(parse_fault_script(R"({"service": {"unseenCalls": -1}})").ok());
  CHECK_FALSE(parse_fault_script(R"({"service": {"expansion": "odd"}})").ok());
  CHECK_FALSE(parse_fault_script(R"({"service": {"budget": {"reads": "many"}}})").ok());
  CHECK_FALSE(parse_fault_script(R"({"service": {"odd": 1}})").ok());
}
