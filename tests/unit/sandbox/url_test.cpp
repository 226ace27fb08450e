#include "sandbox/url.hpp"

#include <catch2/catch.hpp>

using namespace pinwright::sandbox;

TEST_CASE("escapes of a path are undone, and a plus stays a plus") {
  const auto url = parse_url("/v1.0/groups/a%20b+c?x=a%20b+c");
  REQUIRE(url);
  CHECK(url->path == "/v1.0/groups/a b+c");
  CHECK(url->segments.at(2).name == "a b+c");
  CHECK(value_of(url->query, "x") == "a b c");
}

TEST_CASE("a quoted key may hold a slash and a doubled quote") {
  const auto url = parse_url("/v1.0/groups(uniqueName='O''Brien%2FSons')/members");
  REQUIRE(url);
  REQUIRE(url->segments.size() == 3);
  CHECK(url->segments[1].name == "groups");
  CHECK(url->segments[1].arguments == Pairs{{"uniqueName", "O'Brien/Sons"}});
}

TEST_CASE("a key in parentheses has no name") {
  const auto url = parse_url("/v1.0/groups('1')");
  REQUIRE(url);
  CHECK(url->segments[1].arguments == Pairs{{"", "1"}});
}

TEST_CASE("a broken escape or a NUL makes a target unreadable") {
  CHECK_FALSE(parse_url("/a%2"));
  CHECK_FALSE(parse_url("/a%zz"));
  CHECK_FALSE(parse_url("/a%00"));
  CHECK_FALSE(parse_url("/a?b=%"));
}

TEST_CASE("what is percent-encoded decodes to itself") {
  const std::string text = "displayName eq 'Ä & b=c+d/é%'";
  CHECK(percent_decoded(percent_encoded(text), true) == text);
}
