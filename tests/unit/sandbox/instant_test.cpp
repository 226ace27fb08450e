#include "sandbox/instant.hpp"

#include <catch2/catch.hpp>

using namespace pinwright::sandbox;

TEST_CASE("the date of RFC 9110 is written as RFC 9110 writes it") {
  CHECK(http_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST_CASE("a date-time is told in UTC, whatever its offset") {
  // RFC 3339, section 5.8: both are the same moment.
  const auto local = parse_instant("1996-12-19T16:39:57-08:00");
  REQUIRE(local);
  CHECK(local == parse_instant("1996-12-20T00:39:57Z"));
  CHECK(to_text(*local, Fraction::Shortest) == "1996-12-20T00:39:57Z");
  CHECK(to_text(*local, Fraction::Seven) == "1996-12-20T00:39:57.0000000Z");
  CHECK(to_text(*local, Fraction::Shortest, Zone::Offset) == "1996-12-20T00:39:57+00:00");
}

TEST_CASE("a fraction of a second is kept to seven digits") {
  const auto instant = parse_instant("2026-03-01T07:30:00.123456789Z");
  REQUIRE(instant);
  CHECK(to_text(*instant, Fraction::Shortest) == "2026-03-01T07:30:00.1234567Z");
}

TEST_CASE("what is no Edm.DateTimeOffset is no instant") {
  for (const auto* text :
       {"", "2026-03-01", "2026-03-01T07:30:00", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-03-01T24:00:00Z",
        "2026-03-01T07:30:00.Z", "2026-03-01 07:30:00Z", "2026-03-01T07:30:00Zx", "2026-03-01T07:30:00+1:00"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_instant(text));
  }
}

TEST_CASE("a moment before 1970 is written right") {
  const auto instant = parse_instant("1969-12-31T23:59:59.5Z");
  REQUIRE(instant);
  CHECK(*instant == -kTicksPerSecond / 2);
  CHECK(to_text(*instant, Fraction::Shortest) == "1969-12-31T23:59:59.5Z");
}
