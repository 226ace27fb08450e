#include <catch2/catch.hpp>

#include "csp/ddf_values.hpp"
#include "csp/node.hpp"

using namespace pinwright::csp;

TEST_CASE("a build is three or four numbers") {
  CHECK(parse_os_build("10.0.22621") == OsBuild{10, 0, 22621, 0});
  CHECK(parse_os_build("10.0.19044.1566") == OsBuild{10, 0, 19044, 1566});
  CHECK(parse_os_build("11.0.26200.7019") == OsBuild{10, 0, 26200, 7019});
  for (const auto* text :
       {"", "10", "10.0", "10.0.", "10.0.x", "10.0.1.2.3", "10.0.-1", "10.0.+1", "10.0.99999999999", " 10.0.1"}) {
    CHECK_FALSE(parse_os_build(text));
  }
}

TEST_CASE("ranges are read in all of Microsoft's spellings") {
  const auto bounds = [](std::string_view text) {
    const auto range = parse_range(text);
    return range ? std::to_string(range->low) + ".." + std::to_string(range->high) : "";
  };
  CHECK(bounds("[4-127]") == "4..127");
  CHECK(bounds("[(-1)-4294967295]") == "-1..4294967295");
  CHECK(bounds("[(-5)-(-1)]") == "-5..-1");
  CHECK(bounds("-1-5") == "-1..5");
  CHECK(bounds("[0,4320]") == "0..4320");
  CHECK(bounds("[0]") == "0..0");
  CHECK(bounds(" [ 1 - 2 ] ") == "1..2");
  for (const auto* text : {"", "[]", "[a-b]", "[5-1]", "[1-]", "[-]", "1,2"}) CHECK(bounds(text).empty());
}

TEST_CASE("a delimiter may be spelled by its code") {
  CHECK(decode_delimiter("0xF000") == "\xEF\x80\x80");
  CHECK(decode_delimiter("\\xF000") == "\xEF\x80\x80");
  CHECK(decode_delimiter(";") == ";");
  CHECK(decode_delimiter("0xZZ") == "0xZZ");
  CHECK(decode_delimiter("0xD800") == "0xD800");
}

TEST_CASE("edition lists are numbers without doubles") {
  CHECK(parse_editions("0x4;0x1B;") == std::vector<std::uint16_t>{4, 27});
  CHECK(parse_editions("0x87;0x88;0x88*") == std::vector<std::uint16_t>{135, 136});
  CHECK(parse_editions("") == std::vector<std::uint16_t>{});
  CHECK_FALSE(parse_editions("0x4;all"));
  CHECK_FALSE(parse_editions("0x10000"));
}
