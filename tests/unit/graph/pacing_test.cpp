#include "graph/pacing.hpp"

#include "unit/graph/support.hpp"

namespace pinwright::graph {

using graph_test::FakeWorld;
using std::chrono::seconds;

TEST_CASE("in no window of 20 seconds more is sent than the budget") {
  FakeWorld fake;
  Pacing pacing(10, fake.world());
  std::vector<std::int64_t> sent;
  for (int i = 0; i < 100; ++i) {
    pacing.wait();
    REQUIRE(pacing.free() > 0);
    pacing.take(1);
    sent.push_back(fake.now());
    if (i % 3 == 0) fake.slept += seconds(1);
  }
  for (std::size_t i = 10; i < sent.size(); ++i) CHECK(sent[i] - sent[i - 10] > kWindowSeconds);
}

TEST_CASE("below the budget nothing waits, and at it the wait is no longer than the window") {
  FakeWorld fake;
  Pacing pacing(3, fake.world());
  for (int i = 0; i < 3; ++i) {
    CHECK_FALSE(pacing.wait());
    pacing.take(1);
  }
  CHECK(pacing.free() == 0);
  CHECK(pacing.wait());
  CHECK(fake.slept <= seconds(kWindowSeconds + 1));
  CHECK(pacing.free() == 3);
}

TEST_CASE("a stop ends the wait") {
  FakeWorld fake;
  Pacing pacing(1, fake.world());
  pacing.take(1);
  fake.stop_in_sleep = 1;
  fake.stop.request_stop();
  CHECK_FALSE(pacing.wait());
  CHECK(pacing.free() == 0);
}

TEST_CASE("a jump of the system's clock changes no wait") {
  const auto jump = GENERATE(std::int64_t{-1'000'000}, std::int64_t{0}, std::int64_t{1'000'000});
  FakeWorld fake;
  auto world = fake.world();
  world.steady = [&] { return fake.now(); };
  std::int64_t jumped = 0;
  world.clock = [&] { return fake.now() + jumped; };
  Pacing pacing(1, world);
  pacing.take(1);
  jumped = jump;
  CHECK(pacing.free() == 0);
  CHECK(pacing.wait());
  CHECK(fake.slept == seconds(kWindowSeconds + 1));
  CHECK(pacing.free() == 1);
}

}  // namespace pinwright::graph
