// Lists that come in pages.

#include "unit/graph/reading.hpp"

namespace pinwright::graph {

using graph_test::answer;
using graph_test::batch_sizes;
using graph_test::batching;
using graph_test::Bench;
using graph_test::json;
using graph_test::kBase;
using graph_test::kHost;
using graph_test::lost;
using graph_test::read;
using graph_test::script;
using Shape = Read::Shape;

TEST_CASE("a list is read to its last page, and each next page is asked for as the service wrote it") {
  const std::string second = kBase + "/things?$top=2&$skiptoken=a%20b%2B";
  const std::string third = kBase + "/things?$skip=4";
  std::vector<std::string> urls;
  Bench bench(batching([&](const Request& request) -> base::Result<Response> {
    urls.push_back(request.url);
    if (request.url == second) return answer(200, {{"value", {3, 4}}, {"@odata.nextLink", third}});
    if (request.url == third) return answer(200, {{"value", json::array()}});
    return answer(200, {{"value", {1, 2}}, {"@odata.nextLink", second}});
  }));
  for (const bool alone : {true, false}) {
    urls.clear();
    const auto results = read(bench, {{Shape::List, "/things", alone}, {Shape::List, "/things", alone}});
    CHECK(urls == std::vector{kBase + "/things", kBase + "/things", second, second, third, third});
    for (const auto& result : results) {
      REQUIRE(result.ok());
      CHECK(result.value() == json({1, 2, 3, 4}));
    }
  }
}

TEST_CASE("a next page of another version of Graph is asked for outside of the batch") {
  const std::string next = kHost + "/v1.0/things?$skiptoken=x";
  Bench bench(batching([&](const Request& request) -> base::Result<Response> {
    if (request.url == next) return answer(200, {{"value", {2}}});
    return answer(200, {{"value", {1}}, {"@odata.nextLink", next}});
  }));
  const auto results = read(bench, {{Shape::List, "/things"}, {Shape::List, "/others"}});
  CHECK(results[0].value() == json({1, 2}));
  CHECK(results[1].value() == json({1, 2}));
  CHECK(batch_sizes(bench) == std::vector<std::size_t>{2, 0, 0});
}

TEST_CASE("a next page on another host never gets the token") {
  for (const char* next : {"https://graph.microsoft.com.evil.example/beta/x", "http://graph.microsoft.com/beta/x",
                           "https://graph.microsoft.com@evil.example/beta/x"}) {
    CAPTURE(next);
    Bench bench(script({answer(200, {{"value", {1}}, {"@odata.nextLink", next}})}));
    const auto results = read(bench, {{Shape::List, "/things"}});
    REQUIRE_FALSE(results[0].ok());
    CHECK(results[0].error().message.find("next page on another host") != std::string::npos);
    CHECK(bench.transport.seen.size() == 1);
  }
}

TEST_CASE("a link to the next page without a host is no address") {
  for (const char* next : {"", "/beta/x", "next"}) {
    Bench bench(script({answer(200, {{"value", {1}}, {"@odata.nextLink", next}})}));
    const auto results = read(bench, {{Shape::List, "/things"}});
    REQUIRE_FALSE(results[0].ok());
    CHECK(results[0].error().message ==
          "the answer of graph.microsoft.com to `GET /beta/things` names no address as its "
          "next page: `" +
              std::string(next) + "`");
    CHECK(bench.transport.seen.size() == 1);
  }
}

TEST_CASE("a JSON answer that holds no list is asked for three times, a page of something else longer") {
  const auto asked = [](const auto& reply) {
    std::size_t sent = 0;
    Bench bench([&](const Request&) -> base::Result<Response> {
      ++sent;
      return reply;
    });
    const auto results = read(bench, {{Shape::List, "/things"}});
    CHECK_FALSE(results[0].ok());
    return sent;
  };
  CHECK(asked(answer(200, {{"value", nullptr}})) == 3);
  CHECK(asked(answer(200, {{"value", {1}}, {"@odata.nextLink", 7}})) == 3);
  CHECK(asked(Response{200, {}, "<html>Sign in</html>"}) == 8);
}

TEST_CASE("what Graph has on its own host is asked of the gateway that stands before it") {
  const std::string gateway = "https://gateway.contoso.com/graph/beta";
  std::vector<std::string> urls;
  Bench bench([&](const Request& request) -> base::Result<Response> {
    urls.push_back(request.url);
    if (urls.size() > 1) return answer(200, {{"value", {2}}});
    return answer(200, {{"value", {1}}, {"@odata.nextLink", "https://graph.microsoft.com/beta/things?$skiptoken=x"}});
  });
  const auto results = read_all(bench.session, gateway, std::vector<Read>{{Shape::List, "/things"}});
  REQUIRE(results[0].ok());
  CHECK(results[0].value() == json({1, 2}));
  CHECK(urls == std::vector{gateway + "/things", gateway + "/things?$skiptoken=x"});
}

TEST_CASE("a list without an end is not followed for ever") {
  int page = 0;
  Bench bench([&](const Request&) -> base::Result<Response> {
    return answer(200, {{"value", {1}}, {"@odata.nextLink", kBase + "/things?page=" + std::to_string(++page)}});
  });
  const auto results = read(bench, {{Shape::List, "/things", true}});
  REQUIRE_FALSE(results[0].ok());
  CHECK(results[0].error().message.find("has more than 1000 pages") != std::string::npos);
  CHECK(page == 1000);
  Bench circle(script({answer(200, {{"value", {1}}, {"@odata.nextLink", kBase + "/things"}})}));
  CHECK_FALSE(read(circle, {{Shape::List, "/things"}})[0].ok());
}

TEST_CASE("a page that failed is asked again, and the pages before it are kept") {
  const std::string next = kBase + "/things?$skiptoken=x";
  Bench bench(script(
      {answer(200, {{"value", {1}}, {"@odata.nextLink", next}}), answer(503), lost(), answer(200, {{"value", {2}}})}));
  const auto results = read(bench, {{Shape::List, "/things"}});
  REQUIRE(results[0].ok());
  CHECK(results[0].value() == json({1, 2}));
}

TEST_CASE("a list that comes back to a page that was read is not followed") {
  Bench bench([](const Request& request) {
    const auto* next = request.url.ends_with("page=2") ? "/things?page=3" : "/things?page=2";
    return answer(200, {{"value", {1}}, {"@odata.nextLink", kBase + next}});
  });
  const auto results = read(bench, {{Shape::List, "/things"}});
  REQUIRE_FALSE(results[0].ok());
  CHECK(results[0].error().message.find("leads in a circle") != std::string::npos);
  CHECK(bench.transport.seen.size() == 3);
}

}  // namespace pinwright::graph
