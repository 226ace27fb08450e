#include "graph/session.hpp"

#include "unit/graph/support.hpp"

namespace pinwright::graph {

using namespace std::chrono_literals;
using graph_test::answer;
using graph_test::Bench;
using graph_test::has_header;
using graph_test::json;
using graph_test::kBase;
using graph_test::lost;
using graph_test::not_sent;
using graph_test::script;

namespace {

const std::string kUrl = kBase + "/deviceManagement/deviceConfigurations";

auto post(Bench& bench, const nlohmann::ordered_json& body = {{"displayName", "x"}}) -> base::Result<Response> {
  return write(bench.session, "POST", kUrl, &body);
}

}  // namespace

TEST_CASE("a write carries the token and its body once") {
  Bench bench(script({answer(201, {{"id", "1"}})}));
  const auto result = post(bench);
  REQUIRE(result.ok());
  CHECK(result.value().status == 201);
  REQUIRE(bench.transport.seen.size() == 1);
  const auto& request = bench.transport.seen.front();
  CHECK(request.method == "POST");
  CHECK(request.url == kUrl);
  CHECK(request.body == R"({"displayName":"x"})");
  CHECK(has_header(request, "Authorization", "Bearer token-0"));
  CHECK(has_header(request, "Content-Type", "application/json"));
}

TEST_CASE("a write without a body has no content type") {
  Bench bench(script({answer(204)}));
  CHECK(write(bench.session, "DELETE", kUrl, nullptr).ok());
  for (const auto& [name, value] : bench.transport.seen.front().headers) CHECK(name != "Content-Type");
}

TEST_CASE("a write whose answer is lost is unclear and not sent again") {
  Bench bench(script({lost()}));
  const auto result = post(bench);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().kind == base::ErrorKind::Unclear);
  CHECK(bench.transport.seen.size() == 1);
}

TEST_CASE("a write answered with 408, 500, 502, 504 or an unknown 5xx is unclear and not sent again") {
  for (const long status : {408L, 500L, 502L, 504L, 520L}) {
    CAPTURE(status);
    Bench bench(script({answer(status, {{"error", {{"code", "InternalServerError"}, {"message", "no luck"}}}})}));
    const auto result = post(bench);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().kind == base::ErrorKind::Unclear);
    CHECK(result.error().message.find("no luck") != std::string::npos);
    CHECK(bench.transport.seen.size() == 1);
  }
}

TEST_CASE("a write that was throttled is sent again after the time that the answer asks for") {
  Bench bench(script(
      {answer(429, {}, {{"retry-after", "2.128"}}),
       answer(503, {}, {{"Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT"}, {"Date", "Sun, 06 Nov 1994 08:49:37 GMT"}}),
       answer(201, {{"id", "1"}})}));
  CHECK(post(bench).ok());
  CHECK(bench.transport.seen.size() == 3);
  CHECK(bench.fake.sleeps == std::vector{2128ms, graph_test::milliseconds(60s)});
}

TEST_CASE("a write that did not leave is sent again") {
  Bench bench(script({not_sent(), not_sent(), answer(201, {{"id", "1"}})}));
  CHECK(post(bench).ok());
  CHECK(bench.transport.seen.size() == 3);
}

TEST_CASE("a write that never leaves is unreachable") {
  Bench bench(script({not_sent(), not_sent(), not_sent(), not_sent()}));
  const auto result = post(bench);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().kind == base::ErrorKind::Unreachable);
}

TEST_CASE("a token that is refused is renewed once") {
  Bench bench(script({answer(401), answer(201, {{"id", "1"}})}));
  CHECK(post(bench).ok());
  CHECK(bench.tokens.forgotten == 1);
  CHECK(has_header(bench.transport.seen.back(), "Authorization", "Bearer token-1"));
  CHECK(bench.fake.sleeps.empty());
}

TEST_CASE("a second token that is refused is unreachable, without the token in the message") {
  Bench bench(script(
      {answer(401), answer(401, {{"error", {{"code", "InvalidAuthenticationToken"}, {"message", "expired"}}}})}));
  const auto result = post(bench);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().kind == base::ErrorKind::Unreachable);
  CHECK(result.error().message.find("token-1") == std::string::npos);
}

TEST_CASE("a sign-in that fails sends nothing") {
  Bench bench(script({}));
  bench.tokens.failure = base::Error{"no credential", "", base::ErrorKind::Unreachable};
  const auto result = post(bench);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().message == "no credential");
  CHECK(bench.transport.seen.empty());
}

TEST_CASE("a write is not sent again after the run was stopped") {
  Bench bench(script({answer(429, {}, {{"Retry-After", "10"}})}));
  bench.fake.stop_in_sleep = 1;
  const auto result = post(bench);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().kind == base::ErrorKind::Interrupted);
}

TEST_CASE("a write that was stopped before it was sent says so") {
  Bench bench(script({base::Error{"stopped", "", base::ErrorKind::Interrupted}}));
  const auto result = post(bench);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().kind == base::ErrorKind::Interrupted);
  CHECK(bench.transport.seen.size() == 1);
}

TEST_CASE("a write that is throttled without end is given up") {
  Bench bench([](const Request&) { return answer(429, {}, {{"Retry-After", "200"}}); });
  const auto result = post(bench);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().kind == base::ErrorKind::Unreachable);
  CHECK(result.error().message.starts_with("gave up after 15 minutes without progress: "));
  CHECK(bench.fake.slept == 800s);
}

TEST_CASE("a value that the service repeats in its refusal is not in the error") {
  const std::string xml = "<wifi>hunter2-canary</wifi>";
  const nlohmann::ordered_json body{
      {"omaSettings", json::array({{{"value", "plain-canary"}}, {{"value", "PHdpZmk+aHVudGVyMi1jYW5hcnk8L3dpZmk+"}}})}};
  Bench bench(script({answer(400, {{"error",
                                    {{"code", "BadRequest"},
                                     {"message", json{{"Message", "cannot take plain-canary, nor " + xml +
                                                                      " nor PHdpZmk+aHVudGVyMi1jYW5hcnk8L3dpZmk+"}}
                                                     .dump()}}}})}));
  const auto result = post(bench, body);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().kind == base::ErrorKind::Refused);
  CHECK(result.error().message.find("cannot take [redacted], nor [redacted] nor [redacted]") != std::string::npos);
}

}  // namespace pinwright::graph
