#include <set>

#include "unit/sandbox/local.hpp"

using namespace pinwright::sandbox::test;

namespace {

auto item(const std::string& id, const std::string& url, json more = json::object()) -> json {
  more["id"] = id;
  more["url"] = url;
  if (!more.contains("method")) more["method"] = "GET";
  return more;
}

auto send(Local& local, const std::vector<json>& items) -> Answer {
  return local.post("/beta/$batch", {{"requests", items}});
}

auto response(const Answer& answer, const std::string& id) -> json {
  for (const auto& one : answer.body.at("responses")) {
    if (one.at("id") == id) return one;
  }
  FAIL("no response " + id);
  return {};
}

const json kJsonHeaders = {{"Content-Type", "application/json"}};

}  // namespace

TEST_CASE("each item of a batch has an answer of its own") {
  Local local;
  const auto answer = send(local, {item("a", "/organization"), item("b", "/groups/none"), item("c", "groups"),
                                   item("d", "/v1.0/deviceManagement/roleScopeTags")});
  CHECK(answer.status == 200);
  CHECK(response(answer, "a").at("status") == 200);
  CHECK(response(answer, "a").at("body").at("value").at(0).at("id") == kTenant);
  CHECK(response(answer, "b").at("status") == 404);
  CHECK(response(answer, "c").at("status") == 200);
  // A version in the url wins over that of the batch: v1.0 has no scope tags.
  CHECK(response(answer, "d").at("status") == 400);
}

TEST_CASE("the answers come in changing order") {
  Local local;
  std::vector<json> items;
  for (int at = 0; at < 6; ++at) items.push_back(item(std::to_string(at), "/organization"));
  std::set<std::string> orders;
  for (int run = 0; run < 10; ++run) {
    std::string order;
    const auto answer = send(local, items);
    for (const auto& one : answer.body.at("responses")) order += one.at("id").get<std::string>();
    CHECK(order.size() == 6);
    orders.insert(order);
  }
  CHECK(orders.size() > 1);
}

TEST_CASE("plain text becomes a JSON string") {
  // OData JSON Format 4.01, batch responses: the body of a text type is a string.
  Local local;
  const auto answer =
      send(local, {item("1", "/groups/" + std::string(kPilot) + "/transitiveMembers/microsoft.graph.device/$count",
                        {{"headers", {{"ConsistencyLevel", "eventual"}}}})});
  CHECK(response(answer, "1").at("body") == "12");
  CHECK(response(answer, "1").at("headers").at("Content-Type") == "text/plain");
}

TEST_CASE("an item that depends on a failed one is answered 424") {
  Local local;
  const auto answer = send(
      local, {item("c", "/organization", {{"dependsOn", {"B"}}}), item("b", "/organization", {{"dependsOn", {"a"}}}),
              item("a", "/groups/none"), item("d", "/organization")});
  CHECK(response(answer, "a").at("status") == 404);
  CHECK(response(answer, "b").at("status") == 424);
  CHECK(response(answer, "c").at("status") == 424);
  CHECK(response(answer, "d").at("status") == 200);
}

TEST_CASE("a write works in a batch, and needs a Content-Type") {
  Local local;
  const auto good = send(local, {item("1", "/deviceManagement/deviceConfigurations",
                                      {{"method", "POST"}, {"headers", kJsonHeaders}, {"body", policy()}})});
  CHECK(response(good, "1").at("status") == 201);
  CHECK(send(local, {item("1", "/deviceManagement/deviceConfigurations", {{"method", "POST"}, {"body", policy()}})})
            .status == 400);
}

TEST_CASE("a batch that is none is refused as a whole") {
  Local local;
  std::vector<json> many;
  for (int at = 0; at < 21; ++at) many.push_back(item(std::to_string(at), "/organization"));
  CHECK(send(local, many).status == 400);
  many.pop_back();
  CHECK(send(local, many).status == 200);
  CHECK(send(local, {}).status == 400);
  CHECK(send(local, {item("a", "/organization"), item("A", "/organization")}).status == 400);
  CHECK(send(local, {item("", "/organization")}).status == 400);
  CHECK(send(local, {item("a", "https://graph.microsoft.com/v1.0/organization")}).status == 400);
  CHECK(send(local, {item("a", "/organization", {{"dependsOn", {"x"}}})}).status == 400);
  CHECK(send(local,
             {item("a", "/organization", {{"dependsOn", {"b"}}}), item("b", "/organization", {{"dependsOn", {"a"}}})})
            .status == 400);
  CHECK(send(local, {item("a", "/organization", {{"more", 1}})}).status == 400);
  CHECK(local.call("GET", "/beta/$batch").status == 400);
}

TEST_CASE("a batch in a batch is refused") {
  Local local;
  const auto answer = send(
      local,
      {item("a", "/$batch", {{"method", "POST"}, {"headers", kJsonHeaders}, {"body", {{"requests", json::array()}}}})});
  CHECK(response(answer, "a").at("status") == 400);
}

TEST_CASE("a batch without a good token is refused as a whole") {
  Local local;
  local.use("nonsense");
  CHECK(send(local, {item("a", "/organization")}).status == 401);
}
