#include "grammar/datetime.hpp"

#include <catch2/catch.hpp>

namespace pinwright::grammar {

TEST_CASE("a date-time comes out in UTC as Graph prints it") {
  const auto [text, utc] = GENERATE(table<std::string, std::string>({
      {"2026-03-01T08:30:00+01:00", "2026-03-01T07:30:00Z"},
      {"2026-03-01T08:30:00Z", "2026-03-01T08:30:00Z"},
      {"2026-03-01t08:30:00z", "2026-03-01T08:30:00Z"},
      {"2026-03-01T08:30:00-00:00", "2026-03-01T08:30:00Z"},
      {"2026-01-01T00:15:00+00:30", "2025-12-31T23:45:00Z"},
      {"2024-02-28T23:59:59-00:01", "2024-02-29T00:00:59Z"},
      {"2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"},
      {"2026-03-01T08:30:00.1200000Z", "2026-03-01T08:30:00.12Z"},
      {"2026-03-01T08:30:00.0000001+02:00", "2026-03-01T06:30:00.0000001Z"},
      {"2026-03-01T08:30:00.000Z", "2026-03-01T08:30:00Z"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
  }));
  CAPTURE(text);
  REQUIRE(datetime_to_utc(text));
  CHECK(*datetime_to_utc(text) == utc);
}

TEST_CASE("what is no date-time of the calendar is refused") {
  const std::string text = GENERATE(
      "", "2026-03-01", "2026-03-01T08:30Z", "2026-03-01T08:30:00", "2026-03-01 08:30:00Z", "2026-02-29T00:00:00Z",
      "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z",
      "2026-04-00T00:00:00Z", "2026-04-01T24:00:00Z", "2026-04-01T00:60:00Z", "2016-12-31T23:59:60Z",
      "2026-03-01T08:30:00.Z", "2026-03-01T08:30:00.12345678Z", "2026-03-01T08:30:00+0100", "2026-03-01T08:30:00+24:00",
      "2026-03-01T08:30:00+01:60", "2026-03-01T08:30:00Zx", " 2026-03-01T08:30:00Z", "20260301T083000Z",
      "-026-03-01T08:30:00Z", "2026-3-01T08:30:00Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
      "12/31/2026", "0000-01-01T00:00:00Z");
  CAPTURE(text);
  CHECK_FALSE(datetime_to_utc(text));
}

TEST_CASE("a date is counted in days since 1970") {
  CHECK(parse_date("1970-01-01") == 0L);
  CHECK(parse_date("1969-12-31") == -1L);
  CHECK(parse_date("2000-03-01") == 11017L);
  CHECK(parse_date("2027-01-31") == 20849L);
}

TEST_CASE("what is no calendar date is refused") {
  const std::string text = GENERATE("", "2027-02-29", "2027-1-31", "31.01.2027", "2027-01-31T00:00:00Z", "2027-01-31 ");
  CAPTURE(text);
  CHECK_FALSE(parse_date(text));
}

}  // namespace pinwright::grammar
