#include "cli/online/duration.hpp"

#include <catch2/catch.hpp>

using pinwright::cli::online::parse_duration;

TEST_CASE("a time has a whole number and a unit, and nothing is zero alone") {
  CHECK(parse_duration("0") == 0);
  CHECK(parse_duration("90s") == 90);
  CHECK(parse_duration("90m") == 5400);
  CHECK(parse_duration("24h") == 86400);
  CHECK(parse_duration("7d") == 604800);
  CHECK(parse_duration("0h") == 0);
}

TEST_CASE("what is no time is none") {
  for (const auto* text : {"", "h", "24", "-1h", "+1h", "1.5h", "1 h", "1w", "24H", "99999999999999999999d", "4000d"}) {
    INFO(text);
    CHECK_FALSE(parse_duration(text));
  }
}
