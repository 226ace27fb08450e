#include "graph/retry.hpp"

#include "unit/graph/support.hpp"

namespace pinwright::graph {

using namespace std::chrono_literals;
using graph_test::FakeWorld;
using Kind = Setback::Kind;

namespace {

auto throttled() -> Setback { return {Kind::Throttled, {"too many requests", "", base::ErrorKind::Unreachable}, {}}; }

}  // namespace

TEST_CASE("waits double from one second on, up to 5 minutes, and half of each is random") {
  FakeWorld fake;
  Patience patience(fake.world());
  fake.random = 0;
  CHECK(patience.delay(throttled(), 1) == 500ms);
  CHECK(patience.delay(throttled(), 3) == 2s);
  CHECK(patience.delay(throttled(), 10) == 150s);
  CHECK(patience.delay(throttled(), 1000) == 150s);
  fake.random = 500;
  CHECK(patience.delay(throttled(), 1) == 1s);
  fake.random = ~std::uint64_t{0};
  CHECK(patience.delay(throttled(), 5) >= 8s);
  CHECK(patience.delay(throttled(), 5) <= 16s);
}

TEST_CASE("what the service asks for is waited, but never more than 5 minutes at once") {
  FakeWorld fake;
  Patience patience(fake.world());
  auto setback = throttled();
  setback.asked = 2128ms;
  CHECK(patience.delay(setback, 7) == 2128ms);
  setback.asked = 20min;
  CHECK(patience.delay(setback, 1) == 5min);
}

TEST_CASE("15 minutes without progress are the end, and the last answer says why") {
  FakeWorld fake;
  Patience patience(fake.world());
  patience.begin();
  const auto last = throttled().error;
  CHECK(patience.wait(5min, last).ok());
  CHECK(patience.wait(5min, last).ok());
  CHECK(patience.wait(5min, last).ok());
  const auto end = patience.wait(1s, last);
  REQUIRE_FALSE(end.ok());
  CHECK(end.error().kind == base::ErrorKind::Unreachable);
  CHECK(end.error().message == "gave up after 15 minutes without progress: too many requests");
  CHECK(fake.slept == 15min);
}

TEST_CASE("progress starts the 15 minutes anew") {
  FakeWorld fake;
  Patience patience(fake.world());
  patience.begin();
  for (int i = 0; i < 10; ++i) {
    CHECK(patience.wait(5min, throttled().error).ok());
    patience.progressed();
  }
}

TEST_CASE("a tenant that was given up is not waited for by the next call") {
  FakeWorld fake;
  Patience patience(fake.world());
  patience.begin();
  for (int i = 0; i < 3; ++i) CHECK(patience.wait(5min, throttled().error).ok());
  CHECK_FALSE(patience.wait(5min, throttled().error).ok());
  patience.begin();
  CHECK_FALSE(patience.wait(1s, throttled().error).ok());
  patience.progressed();
  patience.begin();
  CHECK(patience.wait(5min, throttled().error).ok());
}

TEST_CASE("time that passes between two calls is no time without progress") {
  FakeWorld fake;
  Patience patience(fake.world());
  patience.begin();
  CHECK(patience.wait(1s, throttled().error).ok());
  fake.slept += 1h;
  patience.begin();
  CHECK(patience.wait(1s, throttled().error).ok());
}

TEST_CASE("a wait ends when the run is stopped") {
  FakeWorld fake;
  fake.stop_in_sleep = 1;
  Patience patience(fake.world());
  patience.begin();
  const auto stopped = patience.wait(5s, throttled().error);
  REQUIRE_FALSE(stopped.ok());
  CHECK(stopped.error().kind == base::ErrorKind::Interrupted);
}

TEST_CASE("a host that was never reached is tried four times, one that was is tried on") {
  FakeWorld fake;
  Patience patience(fake.world());
  CHECK(patience.allows(Kind::NoConnection, 3));
  CHECK_FALSE(patience.allows(Kind::NoConnection, 4));
  patience.progressed();
  CHECK(patience.allows(Kind::NoConnection, 40));
}

TEST_CASE("an error of the service itself is met eight times") {
  FakeWorld fake;
  const Patience patience(fake.world());
  CHECK(patience.allows(Kind::Failed, 7));
  CHECK_FALSE(patience.allows(Kind::Failed, 8));
  CHECK(patience.allows(Kind::Throttled, 1000));
  CHECK(patience.allows(Kind::Gateway, 1000));
}

TEST_CASE("statuses that may pass are told apart") {
  CHECK(setback_of(429) == Kind::Throttled);
  CHECK(setback_of(503) == Kind::Throttled);
  CHECK(setback_of(509) == Kind::Throttled);
  CHECK(setback_of(500) == Kind::Failed);
  CHECK(setback_of(520) == Kind::Failed);
  CHECK(setback_of(408) == Kind::Gateway);
  CHECK(setback_of(502) == Kind::Gateway);
  CHECK(setback_of(504) == Kind::Gateway);
  for (const long status : {200L, 301L, 400L, 401L, 403L, 404L, 409L, 501L, 507L}) CHECK_FALSE(setback_of(status));
}

}  // namespace pinwright::graph
