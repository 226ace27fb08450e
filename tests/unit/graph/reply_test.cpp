#include "graph/reply.hpp"

#include "unit/graph/support.hpp"

namespace pinwright::graph {

using graph_test::answer;
using graph_test::json;

TEST_CASE("a batch names its items by their place and asks for eventual consistency where that is needed") {
  const std::vector<BatchItem> items{{"/organization"},
                                     {"/groups/1/transitiveMembers/microsoft.graph.user/$count", true}};
  CHECK(json::parse(batch_body(items)) == json::parse(R"({"requests": [
          {"id": "1", "method": "GET", "url": "/organization"},
          {"id": "2", "method": "GET", "url": "/groups/1/transitiveMembers/microsoft.graph.user/$count",
           "headers": {"ConsistencyLevel": "eventual"}}]})"));
}

TEST_CASE("answers of a batch are found by id, in whatever order they come") {
  const auto replies = batch_replies(answer(200, json::parse(R"({"responses": [
        {"id": "3", "status": 429, "headers": {"Retry-After": "7"}, "body": {}},
        {"id": "1", "status": 200, "body": {"a": 1}}]})"),
                                            {{"Date", "today"}}),
                                     3);
  REQUIRE(replies.size() == 3);
  REQUIRE(replies[0]);
  CHECK(replies[0]->status == 200);
  CHECK(*replies[0]->body == json{{"a", 1}});
  CHECK_FALSE(replies[1]);
  REQUIRE(replies[2]);
  CHECK(replies[2]->retry_after == "7");
  CHECK(replies[2]->date == "today");
}

TEST_CASE("a batch answer that is no batch answer has no replies") {
  for (const char* body :
       {"", "null", "[]", "{}", R"({"responses": 1})", R"({"responses": [1, null, "x", {}]})",
        R"({"responses": [{"id": "0", "status": 200}, {"id": "2", "status": 200}, {"id": 1, "status": 200}]})",
        R"({"responses": [{"id": "1", "status": "200"}]})", R"({"responses": [{"id": "1", "sta)"}) {
    CAPTURE(body);
    const auto replies = batch_replies({200, {}, body}, 1);
    REQUIRE(replies.size() == 1);
    CHECK_FALSE(replies[0]);
  }
}

TEST_CASE("the first of two answers to one item counts") {
  const auto replies =
      batch_replies({200, {}, R"({"responses": [{"id": "1", "status": 200}, {"id": "1", "status": 404}]})"}, 1);
  REQUIRE(replies[0]);
  CHECK(replies[0]->status == 200);
  CHECK(replies[0]->body->is_null());
}

TEST_CASE("a count is understood as a number, as digits and as base64 of digits") {
  CHECK(count_in(json(42)) == 42U);
  CHECK(count_in(json("42")) == 42U);
  CHECK(count_in(json("\xEF\xBB\xBF"
                      "42\r\n")) == 42U);
  CHECK(count_in(json("NDI=")) == 42U);
  CHECK(count_in(json("1234")) == 1234U);  // base64 as well
  for (const auto& other : {json(), json(-1), json(1.5), json("-1"), json("x"), json("eA=="), json::object()}) {
    CAPTURE(other.dump());
    CHECK_FALSE(count_in(other));
  }
}

}  // namespace pinwright::graph
