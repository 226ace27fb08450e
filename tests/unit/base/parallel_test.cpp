#include "base/parallel.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace pinwright::base;

TEST_CASE("every index is called exactly once") {
  for (const unsigned jobs : {0U, 1U, 2U, 8U, 64U}) {
    std::vector<std::atomic<int>> calls(1000);
    parallel_for(calls.size(), jobs, [&](std::size_t index) { calls[index].fetch_add(1); });
    for (const auto& count : calls) REQUIRE(count == 1);
  }
}

TEST_CASE("nothing to do calls nothing") {
  parallel_for(0, 8, [](std::size_t) { FAIL("called"); });
}

TEST_CASE("one job runs on the caller's thread and in order") {
  std::vector<std::size_t> order;
  parallel_for(5, 1, [&](std::size_t index) {
    CHECK(std::this_thread::get_id() != std::thread::id());
    order.push_back(index);
  });
  CHECK(order == std::vector<std::size_t>{0, 1, 2, 3, 4});
}

TEST_CASE("two jobs run at the same time") {
  std::atomic<int> arrived = 0;
  parallel_for(2, 2, [&](std::size_t) {
    arrived.fetch_add(1);
    arrived.notify_all();
    for (int seen = arrived; seen < 2; seen = arrived) arrived.wait(seen);
  });
  CHECK(arrived == 2);
}

TEST_CASE("what a task throws reaches the caller, from whatever thread, and nothing more is begun") {
  for (const unsigned jobs : {1U, 4U}) {
    std::atomic<int> begun = 0;
    const auto run = [&] {
      parallel_for(1000, jobs, [&](std::size_t) {
        begun.fetch_add(1);
        throw std::runtime_error("no memory");
      });
    };
    CHECK_THROWS_WITH(run(), "no memory");
    CHECK(begun <= static_cast<int>(jobs));
  }
}

TEST_CASE("a task that fails in a helper thread fails in the caller") {
  const auto caller = std::this_thread::get_id();
  std::atomic<int> arrived = 0;
  const auto run = [&] {
    parallel_for(2, 2, [&](std::size_t) {
      arrived.fetch_add(1);
      arrived.notify_all();
      for (int seen = arrived; seen < 2; seen = arrived) arrived.wait(seen);
      if (std::this_thread::get_id() != caller) throw std::runtime_error("in a helper");
    });
  };
  CHECK_THROWS_WITH(run(), "in a helper");
}
