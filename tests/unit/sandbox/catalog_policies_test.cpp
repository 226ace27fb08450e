#include <algorithm>
#include <map>
#include <set>

#include "unit/sandbox/catalog.hpp"

using namespace pinwright::sandbox::test;

namespace {

auto created(Local& local, const json& body) -> std::string {
  const auto answer = local.post(kCatalog, body);
  CAPTURE(answer.body);
  REQUIRE(answer.status == 201);
  return std::string(kCatalog) + "/" + answer.body.at("id").get<std::string>();
}

auto many(int count) -> json {
  std::vector<json> instances;
  for (int at = 0; at < count; ++at) instances.push_back(simple("setting_" + std::to_string(at), at));
  return catalog_policy(instances);
}

/// The integers of settings by definition.
auto values_of(const std::vector<json>& pages) -> std::map<std::string, int> {
  std::map<std::string, int> values;
  for (const auto& page : pages) {
    for (const auto& setting : page) {
      const auto& instance = setting.at("settingInstance");
      values[instance.at("settingDefinitionId")] = instance.at("simpleSettingValue").at("value");
    }
  }
  return values;
}

}  // namespace

TEST_CASE("a new catalog policy is shown with what the service fills in") {
  Local local;
  const auto answer = local.post(kCatalog, catalog_policy({simple("lock", 4)}));
  REQUIRE(answer.status == 201);
  CHECK(answer.body.at("settingCount") == 1);
  CHECK(answer.body.at("isAssigned") == false);
  CHECK(answer.body.at("roleScopeTagIds") == json{"0"});
  CHECK(answer.body.at("templateReference").at("templateId") == "");
  CHECK(answer.body.at("templateReference").at("templateFamily") == "none");
  CHECK_FALSE(answer.body.contains("settings"));
  CHECK_FALSE(answer.body.contains("version"));
}

TEST_CASE("v1.0 has no settings catalog") {
  Local local;
  CHECK(local.get("/v1.0/deviceManagement/configurationPolicies").status == 400);
}

TEST_CASE("settings come in pages of 25, whatever is asked for, and none is lost or shown twice") {
  Local local;
  const auto path = created(local, many(60));
  for (const auto* query : {"", "?$top=1000", "?$top=25"}) {
    CAPTURE(query);
    const auto pages = all_pages(local, path + "/settings" + query);
    REQUIRE(pages.size() == 3);
    CHECK(pages.front().size() == 25);
    CHECK(pages.back().size() == 10);
    const auto values = values_of(pages);
    CHECK(values.size() == 60);
    CHECK(values.at("setting_59") == 59);
  }
}

TEST_CASE("two readers of one policy's pages do not disturb each other") {
  Local local;
  const auto path = created(local, many(30));
  const auto first = local.get(path + "/settings").body;
  CHECK(local.get(path + "/settings").status == 200);
  const auto next = first.at("@odata.nextLink").get<std::string>().substr(std::string(kUrl).size());
  CHECK(values_of({first.at("value"), local.get(next).body.at("value")}).size() == 30);
}

TEST_CASE("settings that are skipped by number are those of the first page") {
  Local local;
  const auto path = created(local, many(30));
  const auto first = local.get(path + "/settings").body.at("value");
  CHECK(values_of({first, local.get(path + "/settings?$skip=25").body.at("value")}).size() == 30);
}

TEST_CASE("each read of settings has another order, and ids that count from 0 in it") {
  Local local;
  const auto path = created(local, many(10));
  std::set<std::string> orders;
  std::set<std::string> ids_of_one;
  for (int read = 0; read < 10; ++read) {
    std::string order;
    int place = 0;
    const auto shown = local.get(path + "/settings").body.at("value");
    for (const auto& setting : shown) {
      CHECK(setting.at("id") == std::to_string(place++));
      const std::string id = setting.at("settingInstance").at("settingDefinitionId");
      order += id + " ";
      if (id == "setting_3") ids_of_one.insert(setting.at("id"));
    }
    orders.insert(order);
  }
  CHECK(orders.size() > 1);
  CHECK(ids_of_one.size() > 1);
}

TEST_CASE("one setting is read by the id that the last list gave it") {
  Local local;
  const auto path = created(local, many(10));
  const auto shown = local.get(path + "/settings").body.at("value").at(4);
  const auto one = local.get(path + "/settings/4").body;
  CHECK(one.at("settingInstance").at("settingDefinitionId") == shown.at("settingInstance").at("settingDefinitionId"));
  CHECK(local.get(path + "/settings/10").status == 404);
}

TEST_CASE("instances come back with their nulls and empty lists filled in, and nothing of the body's spelling") {
  Local local;
  auto body = catalog_policy({choice("log", "log_1", json::array({simple("log_size", 1)}))});
  body["settings"][0]["settingInstance"]["choiceSettingValue"]["children"][0].erase("settingInstanceTemplateReference");
  body["settings"][0]["settingInstance"]["x@odata.type"] = "#annotation";
  const auto path = created(local, body);
  const auto shown = local.get(path + "/settings").body.at("value").at(0).at("settingInstance");
  CHECK(shown.at("settingInstanceTemplateReference").is_null());
  CHECK(shown.at("choiceSettingValue").at("settingValueTemplateReference").is_null());
  CHECK_FALSE(shown.contains("x@odata.type"));
  const auto& child = shown.at("choiceSettingValue").at("children").at(0);
  CHECK(child.at("@odata.type") == catalog_type("SimpleSettingInstance"));
  CHECK(child.at("simpleSettingValue").at("@odata.type") == catalog_type("IntegerSettingValue"));
}

TEST_CASE("PUT replaces settings, name and description, and keeps id, creation and assignments") {
  Local local;
  auto body = catalog_policy({simple("a", 1), simple("b", 2)}, "Before");
  body["description"] = "old";
  const auto path = created(local, body);
  const json target = {{"target", {{"@odata.type", "#microsoft.graph.allDevicesAssignmentTarget"}}}};
  REQUIRE(local.post(path + "/assign", {{"assignments", json::array({target})}}).status == 200);
  const auto before = local.get(path).body;
  REQUIRE(local.put(path, catalog_policy({simple("b", 3)}, "After")).status == 204);
  const auto after = local.get(path).body;
  CHECK(after.at("name") == "After");
  CHECK((after.at("description").is_null() || after.at("description") == ""));
  CHECK(after.at("settingCount") == 1);
  CHECK(after.at("isAssigned") == true);
  CHECK(after.at("id") == before.at("id"));
  CHECK(after.at("createdDateTime") == before.at("createdDateTime"));
  CHECK(after.at("lastModifiedDateTime") > before.at("lastModifiedDateTime"));
  CHECK(values_of(all_pages(local, path + "/settings")) == std::map<std::string, int>{{"b", 3}});
  CHECK(local.put(std::string(kCatalog) + "/nothing", catalog_policy({})).status == 404);
}

TEST_CASE("PATCH takes names alone") {
  Local local;
  const auto path = created(local, catalog_policy({simple("a", 1)}));
  const auto renamed = local.patch(path, {{"name", "New"}, {"description", "new"}, {"roleScopeTagIds", {"0"}}});
  CHECK(renamed.status == 200);
  CHECK(renamed.body.at("name") == "New");
  CHECK(local.get(path).body.at("settingCount") == 1);
  for (const auto& body : {json{{"settings", json::array()}}, json{{"platforms", "windows10"}}, json{{"name", nullptr}},
                           json{{"templateReference", nullptr}}, json{{"roleScopeTagIds", {"9"}}}}) {
    CAPTURE(body);
    CHECK(local.patch(path, body).status == 400);
  }
}

TEST_CASE("policies come in pages of 25, with their settings two by two") {
  Local local;
  for (int at = 0; at < 27; ++at) created(local, catalog_policy({simple("a", at)}));
  CHECK(all_pages(local, kCatalog).front().size() == 25);
  CHECK(all_pages(local, std::string(kCatalog) + "?$top=1000").size() == 1);
  const auto expanded = all_pages(local, std::string(kCatalog) + "?$expand=settings,assignments");
  CHECK(expanded.front().size() == 2);
  CHECK(expanded.front().at(0).at("settings").size() == 1);
  CHECK(expanded.front().at(0).at("assignments").empty());
  CHECK(local.get(std::string(kCatalog) + "/$count").reply.body ==
        "\xEF\xBB\xBF"
        "27");
}

TEST_CASE("assign replaces all assignments and answers with them") {
  Local local;
  const auto path = created(local, catalog_policy({}));
  const json to_pilot = {{"target", {{"@odata.type", "#microsoft.graph.groupAssignmentTarget"}, {"groupId", kPilot}}}};
  const auto answer = local.post(path + "/assign", {{"assignments", json::array({to_pilot})}});
  REQUIRE(answer.status == 200);
  REQUIRE(answer.body.at("value").size() == 1);
  const auto& shown = answer.body.at("value").at(0);
  CHECK(shown.at("source") == "direct");
  CHECK(shown.at("target").at("groupId") == kPilot);
  CHECK_FALSE(shown.contains("intent"));
  CHECK(local.get(path + "/assignments").body.at("value").size() == 1);
  CHECK(local.post(path + "/assign", {{"assignments", json::array()}}).status == 200);
  CHECK(local.get(path).body.at("isAssigned") == false);
  auto to_nobody = to_pilot;
  to_nobody["target"]["groupId"] = "99999999-9999-4999-8999-999999999999";
  CHECK(local.post(path + "/assign", {{"assignments", json::array({to_nobody})}}).status == 400);
}

TEST_CASE("a filter that a catalog policy uses cannot be deleted") {
  Local local;
  const auto path = created(local, catalog_policy({}));
  const json filtered = {{"target",
                          {{"@odata.type", "#microsoft.graph.allDevicesAssignmentTarget"},
                           {"deviceAndAppManagementAssignmentFilterId", kCorporate},
                           {"deviceAndAppManagementAssignmentFilterType", "include"}}}};
  REQUIRE(local.post(path + "/assign", {{"assignments", json::array({filtered})}}).status == 200);
  const auto filter = std::string("/beta/deviceManagement/assignmentFilters/") + kCorporate;
  CHECK(local.remove(filter).status == 400);
  REQUIRE(local.remove(path).status == 204);
  CHECK(local.get(path).status == 404);
  CHECK(local.remove(filter).status == 204);
}

TEST_CASE("a policy of a template names the template's parts") {
  Local local;
  auto body = catalog_policy({choice("log", "log_0")});
  body["templateReference"] = {{"templateId", "0385b795-0f2f-44ac-8602-9f65bf6adede_3"},
                               {"templateFamily", "endpointSecurityAntivirus"}};
  CHECK(local.post(kCatalog, body).status == 400);
  auto& instance = body["settings"][0]["settingInstance"];
  instance["settingInstanceTemplateReference"] = {{"settingInstanceTemplateId", kPilot}};
  CHECK(local.post(kCatalog, body).status == 400);
  instance["choiceSettingValue"]["settingValueTemplateReference"] = {{"settingValueTemplateId", kKiosks}};
  const auto path = created(local, body);
  const auto shown = local.get(path).body.at("templateReference");
  CHECK(shown.at("templateDisplayVersion") == "Version 3");
  const auto setting = local.get(path + "/settings").body.at("value").at(0).at("settingInstance");
  CHECK(setting.at("settingInstanceTemplateReference").at("settingInstanceTemplateId") == kPilot);
  CHECK(local.put(path, catalog_policy({})).status == 400);
}

TEST_CASE("lists of settings can be as they were some writes ago, and cannot be seen before their policy") {
  const json stale = {
      {"rules", {{{"match", {{"path", "*/settings"}}}, {"fault", {{"kind", "stale"}, {"writes", 1}}}}}}};
  Local local(seed(), stale);
  const auto path = created(local, catalog_policy({simple("a", 1)}));
  REQUIRE(local.put(path, catalog_policy({simple("a", 2)})).status == 204);
  CHECK(values_of(all_pages(local, path + "/settings")).at("a") == 1);
  Local lagging(seed(), {{"service", {{"unseenCalls", 1}}}});
  const auto late = created(lagging, catalog_policy({simple("a", 1)}));
  CHECK(lagging.get(late + "/settings").status == 404);
  CHECK(lagging.get(late + "/settings").status == 200);
}

TEST_CASE("a strict service trims names, writes CR LF and links by $skip") {
  Local local(seed(), {{"service", {{"trimsTexts", true}, {"windowsLineEnds", true}, {"skipLinks", true}}}});
  auto body = many(30);
  body["name"] = " Name ";
  body["description"] = "a\nb ";
  const auto path = created(local, body);
  const auto shown = local.get(path).body;
  CHECK(shown.at("name") == "Name");
  CHECK(shown.at("description") == "a\r\nb");
  CHECK(local.get(path + "/settings").body.at("@odata.nextLink").get<std::string>().ends_with("$skip=25"));
  CHECK(values_of(all_pages(local, path + "/settings")).size() == 30);
}
