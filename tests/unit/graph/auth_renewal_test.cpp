#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <thread>

#include "unit/graph/auth_rig.hpp"

using namespace pinwright;
using namespace pinwright::graph;
using namespace pinwright::graph::test;
using base::ErrorKind;
using std::chrono::milliseconds;

namespace {

struct SecretRig : Rig {
  SecretRig() {
    set_method(model::AuthMethod::Secret);
    auth().client_id = text(kClient);
    variables["AZURE_CLIENT_SECRET"] = "s3cr3t";
  }
};

/// Answers from several threads at once, each call with a token of its own.
class CountingTransport final : public Transport {
 public:
  std::atomic<int> calls{0};
  std::atomic<int> inside{0};
  std::atomic<bool> overlapped{false};

  [[nodiscard]] auto send(std::span<const Request> requests) -> std::vector<base::Result<Response>> override {
    if (++inside > 1) overlapped = true;
    std::vector<base::Result<Response>> out(requests.size(), Response{200, {}, granted("t" + std::to_string(++calls))});
    std::this_thread::yield();
    --inside;
    return out;
  }
};

}  // namespace

TEST_CASE("a token is asked for once and kept as long as it is good for two more minutes") {
  SecretRig rig;
  rig.transport.answer(200, granted("first", 3600));
  rig.transport.answer(200, granted("second", 3600));
  REQUIRE(rig.token().value().value == "first");
  rig.now = kNow + 3600 - 120;
  CHECK(rig.token().value().value == "first");
  CHECK(rig.transport.sent.size() == 1);
  rig.now = kNow + 3600 - 119;
  CHECK(rig.token().value().value == "second");
  CHECK(rig.transport.sent.size() == 2);
}

TEST_CASE("a forgotten token is asked for anew") {
  SecretRig rig;
  rig.transport.answer(200, granted("first"));
  rig.transport.answer(200, granted("second"));
  REQUIRE(rig.token().value().value == "first");
  rig.source->forget();
  CHECK(rig.token().value().value == "second");
}

TEST_CASE("a token that is granted for less than two minutes is used once") {
  SecretRig rig;
  rig.transport.answer(200, granted("first", 60));
  rig.transport.answer(200, granted("second", 60));
  CHECK(rig.token().value().value == "first");
  CHECK(rig.token().value().value == "second");
}

TEST_CASE("a failed renewal is an error, and the next call tries again") {
  SecretRig rig;
  rig.transport.answer(200, granted("first", 3600));
  rig.transport.answer(400, R"({"error":"invalid_client"})");
  rig.transport.answer(200, granted("second", 3600));
  REQUIRE(rig.token().ok());
  rig.now += 3599;
  CHECK_FALSE(rig.token().ok());
  CHECK(rig.token().value().value == "second");
}

TEST_CASE("threads that want a token at one time share one request") {
  SecretRig rig;
  CountingTransport transport;
  REQUIRE(rig.token_over(transport).ok());
  rig.source->forget();
  transport.calls = 0;
  std::mutex mutex;
  std::map<std::string, int> seen;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        const auto token = rig.source->token();
        const std::lock_guard lock(mutex);
        ++seen[token.value().value];
      });
    }
  }
  CHECK(transport.calls == 1);
  CHECK_FALSE(transport.overlapped);
  CHECK(seen == std::map<std::string, int>{{"t1", 8}});
}

TEST_CASE("throttling, a failing service and a lost answer are tried again after 1, 2 and 4 seconds") {
  SecretRig rig;
  rig.transport.answer(500, "");
  rig.transport.fail(ErrorKind::Unclear);
  rig.transport.answer(429, "");
  rig.transport.answer(200, granted("t"));
  CHECK(rig.token().ok());
  CHECK(rig.slept == std::vector{milliseconds(1000), milliseconds(2000), milliseconds(4000)});
}

TEST_CASE("the end of a token counts from the request that got it") {
  SecretRig rig;
  rig.transport.answer(503, "");
  rig.transport.answer(200, granted("t", 3600));
  CHECK(rig.token().value().expires_at == kNow + 3600);
}

TEST_CASE("a wait is made longer by chance, by at most half") {
  SecretRig rig;
  rig.random = 499;
  rig.transport.answer(500, "");
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  CHECK(rig.slept == std::vector{milliseconds(1499)});
}

TEST_CASE("Retry-After is followed, up to a minute") {
  SecretRig rig;
  rig.transport.answer(429, "", {{"retry-after", "7"}});
  rig.transport.answer(429, "", {{"Retry-After", "3600"}});
  rig.transport.answer(200, granted("t"));
  REQUIRE(rig.token().ok());
  CHECK(rig.slept == std::vector{milliseconds(7000), milliseconds(60'000)});
}

TEST_CASE("after four tries the last answer counts") {
  SecretRig rig;
  for (int i = 0; i < 4; ++i) rig.transport.answer(503, "");
  const auto token = rig.token();
  REQUIRE_FALSE(token.ok());
  CHECK(token.error().kind == ErrorKind::Unreachable);
  CHECK(token.error().message == "cannot sign in to `contoso`: the sign-in service answered 503 without saying why");
  CHECK(rig.transport.sent.size() == 4);
}

TEST_CASE("a host that cannot be reached is an error of the transport's words") {
  SecretRig rig;
  const auto token = rig.token();
  REQUIRE_FALSE(token.ok());
  CHECK(token.error().message == "cannot sign in to `contoso`: no such luck");
  CHECK(token.error().kind == ErrorKind::Unreachable);
}

TEST_CASE("a refusal is not tried again") {
  SecretRig rig;
  rig.transport.answer(401, R"({"error":"invalid_client"})");
  CHECK_FALSE(rig.token().ok());
  CHECK(rig.transport.sent.size() == 1);
  CHECK(rig.slept.empty());
}

TEST_CASE("a run that is stopped does not wait for another try") {
  SecretRig rig;
  rig.transport.answer(500, "");
  rig.transport.answer(200, granted("t"));
  rig.stop.request_stop();
  const auto token = rig.token();
  REQUIRE_FALSE(token.ok());
  CHECK(token.error().kind == ErrorKind::Interrupted);
  CHECK(rig.transport.sent.size() == 1);
}
