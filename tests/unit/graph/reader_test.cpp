#include "graph/reader.hpp"

#include <map>

#include "unit/graph/reading.hpp"

namespace pinwright::graph {

using namespace std::chrono_literals;
using graph_test::answer;
using graph_test::batch_sizes;
using graph_test::batching;
using graph_test::Bench;
using graph_test::has_header;
using graph_test::json;
using graph_test::kBase;
using graph_test::lost;
using graph_test::not_sent;
using graph_test::read;
using graph_test::script;
using Shape = Read::Shape;

namespace {

auto entities(std::size_t count) -> std::vector<Read> {
  std::vector<Read> reads;
  for (std::size_t i = 0; i < count; ++i) reads.push_back({Shape::Entity, "/things/" + std::to_string(i)});
  return reads;
}

/// {"id": what follows the last slash}.
auto echo(const Request& request) -> base::Result<Response> {
  return answer(200, {{"id", request.url.substr(request.url.rfind('/') + 1)}});
}

auto one(Bench& bench) -> base::Result<json> { return std::move(read(bench, {{Shape::Entity, "/things/0"}}).front()); }

}  // namespace

TEST_CASE("reads travel in batches of 20, all sent at once, and come back in their order") {
  Bench bench(batching(echo));
  const auto results = read(bench, entities(45));
  REQUIRE(results.size() == 45);
  for (std::size_t i = 0; i < results.size(); ++i) {
    REQUIRE(results[i].ok());
    CHECK(results[i].value().at("id") == std::to_string(i));
  }
  CHECK(batch_sizes(bench) == std::vector<std::size_t>{20, 20, 5});
  CHECK(bench.transport.sends == 1);
  CHECK(bench.transport.seen.front().url == kBase + "/$batch");
  CHECK(has_header(bench.transport.seen.front(), "Authorization", "Bearer token-0"));
}

TEST_CASE("nothing to read is no request") {
  Bench bench(script({}));
  CHECK(read(bench, {}).empty());
  CHECK(bench.transport.sends == 0);
}

TEST_CASE("a read that is alone, or the only one, is no batch") {
  Bench bench(batching(echo));
  CHECK(one(bench).ok());
  auto reads = entities(3);
  reads[1].alone = true;
  for (const auto& result : read(bench, reads)) CHECK(result.ok());
  CHECK(batch_sizes(bench) == std::vector<std::size_t>{0, 0, 2});
}

TEST_CASE("only the items of a batch that failed are asked again, after the longest wait among them") {
  std::map<std::string, int> asked;
  Bench bench(batching([&](const Request& request) -> base::Result<Response> {
    const auto id = request.url.substr(request.url.rfind('/') + 1);
    const bool first = asked[id]++ == 0;
    if (first && id == "3") return answer(429, {}, {{"Retry-After", "3"}});
    if (first && id == "5") return answer(503, {}, {{"Retry-After", "9"}});
    if (first && id == "7") return answer(504);
    return echo(request);
  }));
  for (const auto& result : read(bench, entities(20))) CHECK(result.ok());
  CHECK(batch_sizes(bench) == std::vector<std::size_t>{20, 3});
  CHECK(bench.fake.sleeps == std::vector<graph_test::milliseconds>{9s});
}

TEST_CASE("an item that is missing from the answer to its batch is asked again") {
  bool dropped = false;
  Bench bench(batching([&](const Request& request) -> base::Result<Response> {
    if (request.url.ends_with("/1") && !std::exchange(dropped, true)) return lost();
    return echo(request);
  }));
  for (const auto& result : read(bench, entities(3))) CHECK(result.ok());
  CHECK(batch_sizes(bench) == std::vector<std::size_t>{3, 0});
}

TEST_CASE("an item with a definite answer fails alone") {
  Bench bench(batching([](const Request& request) -> base::Result<Response> {
    if (request.url.ends_with("/1"))
      return answer(404, {{"error", {{"code", "ResourceNotFound"}, {"message", "gone"}}}});
    if (request.url.ends_with("/2")) return answer(403);
    return echo(request);
  }));
  const auto results = read(bench, entities(3));
  CHECK(results[0].ok());
  REQUIRE_FALSE(results[1].ok());
  CHECK(results[1].error().kind == base::ErrorKind::NotFound);
  CHECK(results[1].error().message ==
        "graph.microsoft.com answered 404 `ResourceNotFound` to `GET /beta/things/1`: gone");
  REQUIRE_FALSE(results[2].ok());
  CHECK(results[2].error().kind == base::ErrorKind::Forbidden);
  CHECK(bench.transport.sends == 1);
}

TEST_CASE("a whole batch that is throttled, lost or garbled is asked again") {
  const std::vector<base::Result<Response>> failures{answer(429, {}, {{"Retry-After", "1"}}),
                                                     answer(500),
                                                     answer(502),
                                                     lost(),
                                                     not_sent(),
                                                     Response{200, {}, "<html>"},
                                                     Response{200, {}, R"({"responses": [{"id": "1", "st)"}};
  for (const auto& failure : failures) {
    bool failed = false;
    Bench bench([&](const Request& request) -> base::Result<Response> {
      return std::exchange(failed, true) ? batching(echo)(request) : failure;
    });
    for (const auto& result : read(bench, entities(2))) CHECK(result.ok());
    CHECK(bench.transport.sends == 2);
    CHECK(bench.fake.sleeps.size() == 1);
  }
}

TEST_CASE("a batch that is refused is the error of its items") {
  Bench bench(
      script({answer(400, {{"error", {{"code", "BadRequest"}, {"message", "Invalid batch payload format."}}}})}));
  for (const auto& result : read(bench, entities(2))) {
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().kind == base::ErrorKind::Refused);
  }
}

TEST_CASE("a read whose answer cannot be understood is unreachable in the end, and says so") {
  Bench bench([](const Request&) -> base::Result<Response> { return Response{200, {}, "<html>"}; });
  const auto result = one(bench);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().kind == base::ErrorKind::Unreachable);
  CHECK(result.error().message == "the answer of graph.microsoft.com to `GET /beta/things/0` is no JSON object");
  CHECK(bench.transport.sends == 8);
}

TEST_CASE("a read that is answered with 500 again and again is unreachable after the eighth") {
  Bench bench([](const Request&) -> base::Result<Response> { return answer(500); });
  const auto result = one(bench);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().kind == base::ErrorKind::Unreachable);
  CHECK(bench.transport.sends == 8);
}

TEST_CASE("a read whose answers are lost is unreachable, not unclear, after 15 minutes") {
  Bench bench([](const Request&) -> base::Result<Response> { return lost(); });
  bench.fake.random = 3;
  const auto result = one(bench);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().kind == base::ErrorKind::Unreachable);
  CHECK(result.error().message == "gave up after 15 minutes without progress: the connection broke");
  CHECK(bench.fake.slept <= 15min);
  CHECK(bench.fake.slept > 10min);
}

TEST_CASE("a host that cannot be reached is given up soon") {
  Bench bench([](const Request&) -> base::Result<Response> { return not_sent(); });
  const auto result = one(bench);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().kind == base::ErrorKind::Unreachable);
  CHECK(bench.transport.sends == 4);
  CHECK(bench.fake.slept < 10s);
}

TEST_CASE("what has an answer is kept when the rest is given up") {
  Bench bench(batching([](const Request& request) -> base::Result<Response> {
    if (request.url.ends_with("/1")) return answer(429, {}, {{"Retry-After", "300"}});
    return echo(request);
  }));
  const auto results = read(bench, entities(2));
  CHECK(results[0].ok());
  REQUIRE_FALSE(results[1].ok());
  CHECK(results[1].error().kind == base::ErrorKind::Unreachable);
}

TEST_CASE("a token that is refused is renewed once for a whole round") {
  bool refused = false;
  Bench bench(batching([&](const Request& request) -> base::Result<Response> {
    if (request.url.ends_with("/0") && !std::exchange(refused, true)) return answer(401);
    return echo(request);
  }));
  for (const auto& result : read(bench, entities(2))) CHECK(result.ok());
  CHECK(bench.tokens.forgotten == 1);
  CHECK(bench.fake.sleeps.empty());
}

TEST_CASE("a token that is refused for ever is the error of every read") {
  Bench bench([](const Request&) -> base::Result<Response> { return answer(401); });
  for (const auto& result : read(bench, entities(30))) {
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().kind == base::ErrorKind::Unreachable);
  }
  CHECK(bench.tokens.forgotten == 1);
  CHECK(bench.transport.sends == 2);
}

TEST_CASE("reads that the stop overtook are interrupted") {
  Bench bench(batching([](const Request& request) -> base::Result<Response> {
    if (request.url.ends_with("/1")) return answer(429);
    return echo(request);
  }));
  bench.fake.stop_in_sleep = 1;
  const auto results = read(bench, entities(2));
  CHECK(results[0].ok());
  REQUIRE_FALSE(results[1].ok());
  CHECK(results[1].error().kind == base::ErrorKind::Interrupted);
}

TEST_CASE("a detail that the service fails to tell is given up soon, and an estimate at once") {
  const auto asked = [](Read::Worth worth, long status, const base::ErrorKind expected) {
    std::size_t sent = 0;
    Bench bench([&](const Request&) -> base::Result<Response> {
      ++sent;
      return answer(status);
    });
    const auto results = read_all(bench.session, kBase, std::vector<Read>{{Shape::Entity, "/things/0", false, worth}});
    CHECK_FALSE(results[0].ok());
    CHECK(results[0].error().kind == expected);
    return sent;
  };
  CHECK(asked(Read::Worth::Detail, 500, base::ErrorKind::Refused) == 3);
  CHECK(asked(Read::Worth::Detail, 504, base::ErrorKind::Refused) == 3);
  CHECK(asked(Read::Worth::Estimate, 500, base::ErrorKind::Refused) == 1);
  CHECK(asked(Read::Worth::Estimate, 503, base::ErrorKind::Refused) == 2);
  CHECK(asked(Read::Worth::Needed, 500, base::ErrorKind::Unreachable) > 3);
}

TEST_CASE("a count is asked for with eventual consistency, alone and in a batch") {
  Bench bench(batching([](const Request& request) -> base::Result<Response> {
    CHECK(has_header(request, "ConsistencyLevel", "eventual"));
    return Response{200, {{"Content-Type", "text/plain"}}, "7"};
  }));
  CHECK(read(bench, {{Shape::Count, "/groups/1/$count"}})[0].value() == 7);
  CHECK(read(bench, {{Shape::Count, "/groups/1/$count"}, {Shape::Count, "/groups/2/$count"}})[1].value() == 7);
}

TEST_CASE("the answers to one question have a limit, not only each of them") {
  int page = 0;
  Bench bench([&](const Request&) {
    return answer(200, {{"value", {std::string(1000, 'x')}},
                        {"@odata.nextLink", kBase + "/things?page=" + std::to_string(++page)}});
  });
  const std::vector<Read> reads{{Shape::List, "/things"}};
  const auto results = read_all(bench.session, kBase, reads, {.bytes = 5000});
  REQUIRE_FALSE(results[0].ok());
  CHECK(results[0].error().kind == base::ErrorKind::Unreachable);
  CHECK(bench.transport.seen.size() == 5);
}

TEST_CASE("a status that is not one of 32 bits is not cut to one that is") {
  Bench bench([](const Request& request) {
    if (!request.url.ends_with("/$batch")) return answer(404);
    return answer(200, {{"responses", {{{"id", "1"}, {"status", 4294967496}, {"body", {{"id", "x"}}}}}}});
  });
  CHECK_FALSE(read(bench, entities(2))[0].ok());
}

TEST_CASE("a bandwidth limit is waited for, a status that nothing will change is not") {
  Bench throttled(script({answer(509), answer(200, {{"id", "0"}})}));
  CHECK(one(throttled).ok());
  for (const long status : {501L, 505L, 507L}) {
    Bench definite(script({answer(status)}));
    const auto result = one(definite);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().kind == base::ErrorKind::Refused);
    CHECK(definite.transport.seen.size() == 1);
  }
}

TEST_CASE("the first 429, of a request or of an item, stops the round until the wait is over") {
  for (const bool in_batch : {false, true}) {
    CAPTURE(in_batch);
    std::size_t asked = 0;
    const auto one = [&](const Request&) -> base::Result<Response> {
      return ++asked == 1 ? answer(429, {}, {{"Retry-After", "7"}}) : answer(200, {{"id", "x"}});
    };
    Bench bench(in_batch ? graph_test::batching(one) : one);
    std::vector<Read> reads(in_batch ? 100 : 5);
    for (std::size_t i = 0; i < reads.size(); ++i) {
      reads[i].path = "/groups/" + std::to_string(i);
      reads[i].alone = !in_batch;
    }
    for (const auto& result : read_all(bench.session, kBase, reads)) CHECK(result.ok());
    CHECK(bench.fake.slept == std::chrono::seconds(7));
    // One request met the 429; the others were sent for the first time after the wait.
    CHECK(bench.transport.seen.size() == (in_batch ? 1 + 5 : 1 + 5));
  }
}

TEST_CASE("reads are paced: in no 20 seconds more items than the budget, those of batches counted") {
  Bench bench(graph_test::batching([](const Request&) { return answer(200, {{"id", "x"}}); }));
  std::vector<Read> reads(2000);
  for (std::size_t i = 0; i < reads.size(); ++i) reads[i].path = "/groups/" + std::to_string(i);
  for (const auto& result : read_all(bench.session, kBase, reads)) CHECK(result.ok());
  // 950 at once, 950 after the first window, the rest after the second.
  CHECK(bench.fake.slept == 2 * std::chrono::seconds(kWindowSeconds + 1));
  CHECK(bench.transport.sends == 3);
}

}  // namespace pinwright::graph
