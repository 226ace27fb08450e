#include <set>

#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox::test;

namespace {

/// The target of an absolute link to this server.
auto target_of(const std::string& link) -> std::string {
  REQUIRE(link.starts_with(kUrl));
  return link.substr(std::string(kUrl).size());
}

/// The display names of all pages, in order.
auto walk(Local& local, std::string target) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (int page = 0; page < 100; ++page) {
    const auto answer = local.get(target);
    REQUIRE(answer.status == 200);
    for (const auto& one : answer.body.at("value")) names.push_back(one.at("displayName"));
    if (!answer.body.contains("@odata.nextLink")) return names;
    target = target_of(answer.body.at("@odata.nextLink"));
  }
  FAIL("the pages have no end");
  return names;
}

auto groups(int count) -> json {
  json list = json::array();
  for (int at = 0; at < count; ++at) list.push_back({{"displayName", "Group " + std::to_string(at)}});
  return seed({{"groups", list}, {"assignmentFilters", json::array()}});
}

}  // namespace

TEST_CASE("pages hold every object once, in the order of creation") {
  for (const std::size_t size : {1U, 2U, 3U, 6U, 7U, 8U}) {
    CAPTURE(size);
    Local local(groups(7), json(), size);
    const auto names = walk(local, "/v1.0/groups");
    REQUIRE(names.size() == 7);
    for (std::size_t at = 0; at < names.size(); ++at) CHECK(names[at] == "Group " + std::to_string(at));
  }
}

TEST_CASE("a full last page has no link") {
  Local local(groups(4), json(), 2);
  const auto first = local.get("/v1.0/groups").body;
  const auto second = local.get(target_of(first.at("@odata.nextLink"))).body;
  CHECK(second.at("value").size() == 2);
  CHECK_FALSE(second.contains("@odata.nextLink"));
}

TEST_CASE("links keep the filter, $top and $select") {
  Local local(groups(12), json(), 100);
  const auto first =
      local.get("/beta/groups?$top=1&$select=displayName&$filter=startswith(displayName,'Group%201')").body;
  CHECK(first.at("value").at(0) == json{{"displayName", "Group 1"}});
  const auto second = local.get(target_of(first.at("@odata.nextLink"))).body;
  CHECK(second.at("value") == json::array({{{"displayName", "Group 10"}}}));
  CHECK(walk(local, "/beta/groups?$top=1&$filter=startswith(displayName,'Group%201')") ==
        std::vector<std::string>{"Group 1", "Group 10", "Group 11"});
}

TEST_CASE("an object deleted between two pages costs no other one") {
  Local local(groups(4), json(), 2);
  const auto first = local.get("/v1.0/groups").body;
  CHECK(local.remove("/v1.0/groups/" + first.at("value").at(0).at("id").get<std::string>()).status == 204);
  const auto second = local.get(target_of(first.at("@odata.nextLink"))).body;
  REQUIRE(second.at("value").size() == 2);
  CHECK(second.at("value").at(0).at("displayName") == "Group 2");
}

TEST_CASE("$count tells all, whatever the page") {
  Local local(groups(5), json(), 2);
  const auto counted = local.call("GET", "/v1.0/groups?$count=true", json(), {{"ConsistencyLevel", "eventual"}}).body;
  CHECK(counted.at("@odata.count") == 5);
  CHECK(counted.at("value").size() == 2);
  CHECK(local.get("/v1.0/groups?$count=true").status == 400);
}

TEST_CASE("the directory refuses a page of more than 999") {
  Local local;
  CHECK(local.get("/v1.0/groups?$top=999").status == 200);
  CHECK(local.get("/v1.0/groups?$top=1000").status == 400);
}
