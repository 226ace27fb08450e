#include "graph/retry_after.hpp"

#include <catch2/catch.hpp>

namespace pinwright::graph {

using namespace std::chrono_literals;

// RFC 9110, section 5.6.7: three forms of one instant.
constexpr std::int64_t kInstant = 784111777;

TEST_CASE("the three forms of an HTTP date are one instant") {
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == kInstant);
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT") == kInstant);
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994") == kInstant);
}

TEST_CASE("a year of two digits is one of this century, but for those that ended it before") {
  CHECK(parse_http_date("Monday, 30-Nov-26 12:00:00 GMT") == parse_http_date("Mon, 30 Nov 2026 12:00:00 GMT"));
  CHECK(parse_http_date("Tuesday, 31-Dec-69 12:00:00 GMT") == parse_http_date("Tue, 31 Dec 2069 12:00:00 GMT"));
  CHECK(parse_http_date("Thursday, 01-Jan-70 12:00:00 GMT") == parse_http_date("Thu, 01 Jan 1970 12:00:00 GMT"));
}

TEST_CASE("what is no HTTP date is none") {
  for (const char* text : {"", "GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
                           "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Now 1994 08:49:37 GMT",
                           "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:+9:37 GMT", "1994-11-06T08:49:37Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_http_date(text));
  }
}

TEST_CASE("Retry-After is understood in seconds and in fractions of them") {
  CHECK(retry_after("30", "", 0) == 30s);
  CHECK(retry_after("2.128", "", 0) == 2128ms);
  CHECK(retry_after(" 1 ", "", 0) == 1s);
}

TEST_CASE("a Retry-After date counts from the answer's own Date, not from our clock") {
  const auto ours = kInstant - 86400;
  CHECK(retry_after("Sun, 06 Nov 1994 08:50:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", ours) == 60s);
  CHECK(retry_after("Sun, 06 Nov 1994 08:50:37 GMT", "", kInstant) == 60s);
}

TEST_CASE("a Retry-After that asks for no time, or cannot be read, asks for nothing") {
  for (const char* value : {"", "0", "-1", "0.0", "soon", "nan", "inf", "Sun, 06 Nov 1994 08:49:37 GMT"}) {
    CAPTURE(value);
    CHECK_FALSE(retry_after(value, "Sun, 06 Nov 1994 08:49:37 GMT", 0));
  }
}

TEST_CASE("a Retry-After beyond all measure is a day") { CHECK(retry_after("1e300", "", 0) == 24h); }

}  // namespace pinwright::graph
