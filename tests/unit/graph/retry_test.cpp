#include "graph/retry.hpp"

#include "unit/graph/support.hpp"

namespace pinwright::graph {

using namespace std::chrono_literals;
using graph_test::FakeWorld;
using Kind = RetryableFailure::Kind;

namespace {

auto throttled() -> RetryableFailure {
  return {Kind::Throttled, {"too many requests", "", base::ErrorKind::Unreachable}, {}};
}

}  // namespace

TEST_CASE("waits double from one second on, up to 5 minutes, and half of each is random") {
  FakeWorld fake;
  RetryPolicy policy(fake.world());
  fake.random = 0;
  CHECK(policy.delay(throttled(), 1) == 500ms);
  CHECK(policy.delay(throttled(), 3) == 2s);
  CHECK(policy.delay(throttled(), 10) == 150s);
  CHECK(policy.delay(throttled(), 1000) == 150s);
  fake.random = 500;
  CHECK(policy.delay(throttled(), 1) == 1s);
  fake.random = ~std::uint64_t{0};
  CHECK(policy.delay(throttled(), 5) >= 8s);
  CHECK(policy.delay(throttled(), 5) <= 16s);
}

TEST_CASE("what the service asks for is waited, but never more than the patience of 15 minutes") {
  FakeWorld fake;
  RetryPolicy policy(fake.world());
  auto failure = throttled();
  failure.asked = 2128ms;
  CHECK(policy.delay(failure, 7) == 2128ms);
  failure.asked = 330s;
  CHECK(policy.delay(failure, 1) == 330s);
}

TEST_CASE("15 minutes without progress are the end, and the last answer says why") {
  FakeWorld fake;
  RetryPolicy policy(fake.world());
  policy.begin();
  const auto last = throttled().error;
  CHECK(policy.wait(5min, last).ok());
  CHECK(policy.wait(5min, last).ok());
  CHECK(policy.wait(5min, last).ok());
  const auto end = policy.wait(1s, last);
  REQUIRE_FALSE(end.ok());
  CHECK(end.error().kind == base::ErrorKind::Unreachable);
  CHECK(end.error().message == "gave up after 15 minutes without progress: too many requests");
  CHECK(fake.slept == 15min);
}

TEST_CASE("a wait that is longer than the patience is not begun, and is told as what it is") {
  FakeWorld fake;
  RetryPolicy policy(fake.world());
  policy.begin();
  const auto end = policy.wait(24h, throttled().error);
  REQUIRE_FALSE(end.ok());
  CHECK(end.error().kind == base::ErrorKind::Unreachable);
  CHECK(end.error().message ==
        "the answer asks for a wait of 86400 seconds, and more than 15 minutes are not waited: too many requests");
  CHECK(fake.slept == 0s);
}

TEST_CASE("a jump of the system's clock does not make a run give up, nor wait for longer") {
  const auto jump = GENERATE(std::int64_t{-1'000'000}, std::int64_t{1'000'000});
  FakeWorld fake;
  auto world = fake.world();
  world.steady = [&] { return fake.now(); };
  std::int64_t jumped = 0;
  world.clock = [&] { return fake.now() + jumped; };
  RetryPolicy policy(world);
  policy.begin();
  jumped = jump;
  for (int i = 0; i < 3; ++i) CHECK(policy.wait(5min, throttled().error).ok());
  CHECK_FALSE(policy.wait(1s, throttled().error).ok());
}

TEST_CASE("progress starts the 15 minutes anew") {
  FakeWorld fake;
  RetryPolicy policy(fake.world());
  policy.begin();
  for (int i = 0; i < 10; ++i) {
    CHECK(policy.wait(5min, throttled().error).ok());
    policy.progressed();
  }
}

TEST_CASE("a tenant that was given up is not waited for by the next call") {
  FakeWorld fake;
  RetryPolicy policy(fake.world());
  policy.begin();
  for (int i = 0; i < 3; ++i) CHECK(policy.wait(5min, throttled().error).ok());
  CHECK_FALSE(policy.wait(5min, throttled().error).ok());
  policy.begin();
  CHECK_FALSE(policy.wait(1s, throttled().error).ok());
  policy.progressed();
  policy.begin();
  CHECK(policy.wait(5min, throttled().error).ok());
}

TEST_CASE("time that passes between two calls is no time without progress") {
  FakeWorld fake;
  RetryPolicy policy(fake.world());
  policy.begin();
  CHECK(policy.wait(1s, throttled().error).ok());
  fake.slept += 1h;
  policy.begin();
  CHECK(policy.wait(1s, throttled().error).ok());
}

TEST_CASE("a wait ends when the run is stopped") {
  FakeWorld fake;
  fake.stop_in_sleep = 1;
  RetryPolicy policy(fake.world());
  policy.begin();
  const auto stopped = policy.wait(5s, throttled().error);
  REQUIRE_FALSE(stopped.ok());
  CHECK(stopped.error().kind == base::ErrorKind::Interrupted);
}

TEST_CASE("a host that was never reached is tried four times, one that was is tried on") {
  FakeWorld fake;
  RetryPolicy policy(fake.world());
  CHECK(policy.allows(Kind::NoConnection, 3));
  CHECK_FALSE(policy.allows(Kind::NoConnection, 4));
  policy.progressed();
  CHECK(policy.allows(Kind::NoConnection, 40));
}

TEST_CASE("an error of the service itself is met eight times") {
  FakeWorld fake;
  const RetryPolicy policy(fake.world());
  CHECK(policy.allows(Kind::Failed, 7));
  CHECK_FALSE(policy.allows(Kind::Failed, 8));
  CHECK(policy.allows(Kind::Throttled, 1000));
  CHECK(policy.allows(Kind::Gateway, 1000));
}

TEST_CASE("statuses that may pass are told apart") {
  CHECK(retryable_kind(429) == Kind::Throttled);
  CHECK(retryable_kind(503) == Kind::Throttled);
  CHECK(retryable_kind(509) == Kind::Throttled);
  CHECK(retryable_kind(500) == Kind::Failed);
  CHECK(retryable_kind(520) == Kind::Failed);
  CHECK(retryable_kind(408) == Kind::Gateway);
  CHECK(retryable_kind(502) == Kind::Gateway);
  CHECK(retryable_kind(504) == Kind::Gateway);
  for (const long status : {200L, 301L, 400L, 401L, 403L, 404L, 409L, 501L, 507L}) CHECK_FALSE(retryable_kind(status));
}

}  // namespace pinwright::graph
