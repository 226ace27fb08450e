#include "check/applicability.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace {

namespace csp = pinwright::csp;

auto exists(const std::string& builds, const std::string& oldest) -> bool {
  std::vector<csp::OsBuild> list;
  for (const auto text : pinwright::base::split(builds, ' ')) list.push_back(csp::parse_os_build(text).value());
  return pinwright::check::exists_in(list, csp::parse_os_build(oldest).value());
}

}  // namespace

TEST_CASE("a node without builds exists everywhere") { CHECK(pinwright::check::exists_in({}, {10, 0, 10240, 0})); }

TEST_CASE("a first build counts from itself on") {
  CHECK(exists("10.0.22621", "10.0.22621"));
  CHECK(exists("10.0.22621", "10.0.26100"));
  CHECK_FALSE(exists("10.0.22621", "10.0.22000"));
}

TEST_CASE("an update counts for its own build from its revision on") {
  const std::string builds = "10.0.22621 10.0.22000.527 10.0.19044.1566";
  CHECK(exists(builds, "10.0.22000.527"));
  CHECK(exists(builds, "10.0.22000.600"));
  CHECK_FALSE(exists(builds, "10.0.22000.526"));
  CHECK_FALSE(exists(builds, "10.0.22000"));
  CHECK_FALSE(exists(builds, "10.0.18363"));
}

TEST_CASE("builds of one servicing branch share their updates") {
  const std::string admx = "10.0.22000 10.0.19043.1202 10.0.19042.1202 10.0.19041.1202";
  CHECK(exists(admx, "10.0.19045"));
  CHECK(exists(admx, "10.0.19044"));
  CHECK_FALSE(exists(admx, "10.0.19043"));
  CHECK(exists("10.0.22621 10.0.22000.527 10.0.19044.1566", "10.0.19045"));
  CHECK_FALSE(exists("10.0.22621 10.0.22000.527 10.0.19044.1566", "10.0.19044"));
  CHECK(exists("99.9.99999 10.0.22621.2361", "10.0.22631"));
  CHECK_FALSE(exists("99.9.99999 10.0.22621.3374 10.0.19041.4239", "10.0.19045"));
  CHECK(exists("99.9.99999 10.0.22621.3374 10.0.19041.4239", "10.0.19045.4239"));
  CHECK(exists("99.9.99999 10.0.26100.4770", "10.0.26200.4770"));
  CHECK(exists("10.0.19045", "10.0.19045"));
  CHECK_FALSE(exists("10.0.19045", "10.0.19044"));
}

// Microsoft, "Windows 10 release information", "Windows 11 release information": 20H2 begins with 19042.572, 21H1 with
// 19043.985, 25H2 with 26200.6584.
TEST_CASE("a build that is a switch of another one has the updates that came before its first public revision") {
  CHECK(exists("99.9.99999 10.0.26100.4770", "10.0.26200"));
  CHECK(exists("10.0.26100.6584", "10.0.26200"));
  CHECK_FALSE(exists("10.0.26100.6725", "10.0.26200"));
  CHECK_FALSE(exists("10.0.26100.4770", "10.0.26100"));
  CHECK(exists("10.0.19041.546 10.0.18363.1110", "10.0.19042"));
  CHECK_FALSE(exists("10.0.19042.906 10.0.19041.906", "10.0.19042"));
  CHECK(exists("10.0.19042.906 10.0.19041.906", "10.0.19043"));
}

TEST_CASE("a build between the updates of other branches has the node only from a first build on") {
  CHECK_FALSE(exists("10.0.26100 10.0.22621.900 10.0.19045.4842", "10.0.22000"));
  CHECK(exists("10.0.26100 10.0.22621.900 10.0.19045.4842", "10.0.26100"));
}

TEST_CASE("a build newer than everything listed has the node") {
  CHECK(exists("10.0.19045.2913 10.0.22621.1635 10.0.22000.1880", "10.0.26100"));
  CHECK(exists("99.9.99999 10.0.22621.2361", "10.0.26100"));
}

TEST_CASE("a node that is not released exists nowhere") {
  CHECK_FALSE(exists("99.9.99999", "10.0.26100"));
  CHECK(pinwright::check::released_builds({{99, 9, 99999, 0}}).empty());
  CHECK(pinwright::check::released_builds({{99, 9, 99999, 0}, {10, 0, 22621, 0}, {10, 0, 22000, 527}}) ==
        "10.0.22621, 10.0.22000.527");
}
