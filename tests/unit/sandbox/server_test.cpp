#include "sandbox/server.hpp"

#include <catch2/catch.hpp>

#include "unit/source/scratch.hpp"

using namespace pinwright::sandbox;
using Catch::Contains;

namespace {

auto options(const Scratch& scratch, const std::string& name = "store") -> Options {
  Options given;
  given.store = scratch / name;
  return given;
}

auto error_of(const Options& given) -> std::string {
  const auto server = start(given);
  return server ? std::string() : server.error().message;
}

}  // namespace

TEST_CASE("a server tells its loopback address and whether it made the store") {
  const Scratch scratch;
  {
    const auto server = start(options(scratch));
    REQUIRE(server);
    CHECK_THAT(server.value()->url(), Catch::StartsWith("http://127.0.0.1:"));
    CHECK(server.value()->is_new());
  }
  const auto again = start(options(scratch));
  REQUIRE(again);
  CHECK_FALSE(again.value()->is_new());
}

TEST_CASE("a store serves one sandbox at a time") {
  const Scratch scratch;
  const auto server = start(options(scratch));
  REQUIRE(server);
  CHECK_THAT(error_of(options(scratch)), Contains("in use"));
}

TEST_CASE("a port serves one sandbox at a time") {
  const Scratch scratch;
  const auto server = start(options(scratch));
  REQUIRE(server);
  auto second = options(scratch, "other");
  second.port = static_cast<std::uint16_t>(std::stoul(server.value()->url().substr(17)));
  CHECK_THAT(error_of(second), Contains("cannot be used"));
}

TEST_CASE("a wrong seed makes no store, and the next start can make it") {
  const Scratch scratch;
  auto given = options(scratch);
  given.seed = R"({"tenants":[{"tenantId":"x"}]})";
  CHECK_THAT(error_of(given), Contains("/tenants/0/tenantId"));
  given.seed = "";
  const auto server = start(given);
  REQUIRE(server);
  CHECK(server.value()->is_new());
}

TEST_CASE("what cannot work is an error before anything listens") {
  const Scratch scratch;
  auto given = options(scratch);
  given.faults = "[]";
  CHECK_THAT(error_of(given), Contains("fault script"));
  given = options(scratch);
  given.certificate = scratch / "none";
  CHECK_THAT(error_of(given), Contains("certificate"));
  given = options(scratch);
  given.log = scratch / "none/log";
  CHECK_THAT(error_of(given), Contains("log"));
  given = options(scratch);
  given.page_size = 0;
  CHECK_THAT(error_of(given), Contains("page"));
}
