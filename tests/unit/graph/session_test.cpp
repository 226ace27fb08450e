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

using plan::Meaning;
using plan::Method;

auto post(Bench& bench, const nlohmann::ordered_json& body = {{"displayName", "x"}}) -> WriteReply {
  return write(bench.session, {Method::Post, "POST", kUrl, &body});
}

auto patch(Bench& bench) -> WriteReply {
  const nlohmann::ordered_json body{{"displayName", "x"}};
  return write(bench.session, {Method::Patch, "PATCH", kUrl + "/1", &body});
}

}  // namespace

TEST_CASE("a write carries the token, its body and an id of its own, once") {
  Bench bench(script({answer(201, {{"id", "1"}})}));
  const auto reply = post(bench);
  REQUIRE(reply.answer.ok());
  CHECK(reply.response.status == 201);
  REQUIRE(bench.transport.seen.size() == 1);
  const auto& request = bench.transport.seen.front();
  CHECK(request.method == "POST");
  CHECK(request.url == kUrl);
  CHECK(request.body == R"({"displayName":"x"})");
  CHECK(has_header(request, "Authorization", "Bearer token-0"));
  CHECK(has_header(request, "Content-Type", "application/json"));
  CHECK(has_header(request, "client-request-id", "00000000-0000-4000-8000-000000000000"));
}

TEST_CASE("a write without a body has no content type") {
  Bench bench(script({answer(204)}));
  CHECK(write(bench.session, {Method::Delete, "DELETE", kUrl}).answer.ok());
  for (const auto& [name, value] : bench.transport.seen.front().headers) CHECK(name != "Content-Type");
}

TEST_CASE("nothing follows from a lost answer, 408, 409 or any 5xx: sent once, and to be read back") {
  Bench none(script({lost()}));
  const auto reply = post(none);
  CHECK(reply.answer.meaning == Meaning::ReadBack);
  CHECK(reply.answer.error.kind == base::ErrorKind::Unclear);
  for (const long status : {408L, 409L, 500L, 502L, 503L, 504L, 509L, 520L}) {
    CAPTURE(status);
    Bench bench(script({answer(status, {{"error", {{"code", "InternalServerError"}, {"message", "no luck"}}}})}));
    const auto answered = post(bench);
    CHECK(answered.answer.meaning == Meaning::ReadBack);
    CHECK(answered.answer.error.message.find("no luck") != std::string::npos);
    CHECK(bench.transport.seen.size() == 1);
    CHECK(bench.fake.sleeps.empty());
  }
}

TEST_CASE("a 429 of Graph is waited for and not sent again here; one of something else tells nothing") {
  Bench bench(script({answer(429, {}, {{"retry-after", "2.128"}})}));
  const auto reply = post(bench);
  CHECK(reply.answer.meaning == Meaning::DidNotHappen);
  CHECK(reply.answer.may_pass);
  CHECK(bench.transport.seen.size() == 1);
  CHECK(bench.fake.sleeps == std::vector{2128ms});

  Bench proxy(script({Response{429, {{"Retry-After", "3"}}, "<html>busy</html>"}}));
  const auto other = post(proxy);
  CHECK(other.answer.meaning == Meaning::ReadBack);
  CHECK(other.answer.may_pass);
  CHECK(proxy.fake.sleeps == std::vector<graph_test::milliseconds>{3s});
}

TEST_CASE("after a 503 the next request goes over another connection, and the one after it over any") {
  Bench bench(script({answer(503), answer(201, {{"id", "1"}}), answer(201, {{"id", "2"}})}));
  for (int i = 0; i < 3; ++i) static_cast<void>(post(bench));
  CHECK_FALSE(bench.transport.seen[0].is_on_new_connection);
  CHECK(bench.transport.seen[1].is_on_new_connection);
  CHECK_FALSE(bench.transport.seen[2].is_on_new_connection);
}

TEST_CASE("an answer that no page of Graph is tells nothing, whatever its status") {
  for (const long status : {200L, 400L, 403L, 404L, 412L}) {
    CAPTURE(status);
    Bench bench(script({Response{status, {}, "<html>please sign in</html>"}}));
    const auto reply = patch(bench);
    CHECK(reply.answer.meaning == Meaning::ReadBack);
    CHECK_FALSE(reply.answer.may_pass);
  }
}

TEST_CASE("a write that did not leave may be sent again, until nobody was ever reached") {
  Bench bench(script({not_sent(), not_sent(), not_sent(), not_sent()}));
  for (int i = 0; i < 3; ++i) {
    const auto reply = post(bench);
    CHECK(reply.answer.meaning == Meaning::DidNotHappen);
    CHECK(reply.answer.may_pass);
  }
  const auto last = post(bench);
  CHECK_FALSE(last.answer.may_pass);
  CHECK(last.answer.error.kind == base::ErrorKind::Unreachable);
}

TEST_CASE("a token that is refused is forgotten once, without a wait") {
  Bench bench(script({answer(401), answer(201, {{"id", "1"}})}));
  const auto reply = post(bench);
  CHECK(reply.answer.meaning == Meaning::DidNotHappen);
  CHECK(reply.answer.may_pass);
  CHECK(bench.tokens.forgotten == 1);
  CHECK(bench.fake.sleeps.empty());
  CHECK(post(bench).answer.ok());
  CHECK(has_header(bench.transport.seen.back(), "Authorization", "Bearer token-1"));
}

TEST_CASE("a second token that is refused is unreachable, without the token in the message") {
  Bench bench(script(
      {answer(401), answer(401, {{"error", {{"code", "InvalidAuthenticationToken"}, {"message", "expired"}}}})}));
  static_cast<void>(post(bench));
  const auto reply = post(bench);
  CHECK_FALSE(reply.answer.may_pass);
  CHECK(reply.answer.error.kind == base::ErrorKind::Unreachable);
  CHECK(reply.answer.error.message.find("token-1") == std::string::npos);
}

TEST_CASE("a sign-in that fails sends nothing") {
  Bench bench(script({}));
  bench.tokens.failure = base::Error{"no credential", "", base::ErrorKind::Unreachable};
  const auto reply = post(bench);
  CHECK(reply.answer.meaning == Meaning::DidNotHappen);
  CHECK(reply.answer.error.message == "no credential");
  CHECK(bench.transport.seen.empty());
}

TEST_CASE("a write may not be sent again after the run was stopped") {
  Bench bench(script({answer(429, {}, {{"Retry-After", "10"}})}));
  bench.fake.stop_in_sleep = 1;
  const auto reply = post(bench);
  CHECK_FALSE(reply.answer.may_pass);
  CHECK(reply.answer.error.kind == base::ErrorKind::Interrupted);
}

TEST_CASE("a write that was stopped before it was sent says so") {
  Bench bench(script({base::Error{"stopped", "", base::ErrorKind::Interrupted}}));
  const auto reply = post(bench);
  CHECK(reply.answer.meaning == Meaning::DidNotHappen);
  CHECK(reply.answer.error.kind == base::ErrorKind::Interrupted);
}

TEST_CASE("writes that are throttled without end are given up after 15 minutes, whatever the reads say") {
  Bench bench([](const Request&) { return answer(429, {}, {{"Retry-After", "200"}}); });
  WriteReply last = post(bench);
  while (last.answer.may_pass) {
    bench.session.retries.progressed();
    last = post(bench);
  }
  CHECK(last.answer.error.kind == base::ErrorKind::Unreachable);
  CHECK(last.answer.error.message.starts_with("gave up after 15 minutes without progress: "));
  CHECK(bench.fake.slept == 800s);
}

TEST_CASE("a Retry-After of more than five minutes is waited for") {
  Bench bench(script({answer(429, {}, {{"Retry-After", "330"}})}));
  CHECK(post(bench).answer.may_pass);
  CHECK(bench.fake.slept == 330s);
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
  const auto reply = post(bench, body);
  CHECK(reply.answer.error.kind == base::ErrorKind::Refused);
  CHECK(reply.answer.error.message.find("cannot take [redacted], nor [redacted] nor [redacted]") != std::string::npos);
}

}  // namespace pinwright::graph
