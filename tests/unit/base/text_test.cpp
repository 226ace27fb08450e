#include "base/text.hpp"

#include <catch2/catch.hpp>

using namespace pinwright::base;
using Pieces = std::vector<std::string_view>;

TEST_CASE("folding touches ASCII letters only") { CHECK(folded("AzÄ-09") == "azÄ-09"); }

TEST_CASE("comparison by folded bytes orders names without regard to case") {
  CHECK(equal_folded("PassportForWork", "passportforwork"));
  CHECK_FALSE(equal_folded("ab", "abc"));
  CHECK(less_folded("Alpha", "beta"));
  CHECK_FALSE(less_folded("ALPHA", "alpha"));
  CHECK(less_folded("z", "é"));
}

TEST_CASE("a prefix is found in any letter case and never beyond the text") {
  CHECK(starts_with_folded("./Device/Vendor", "./DEVICE"));
  CHECK_FALSE(starts_with_folded("./", "./Device"));
}

TEST_CASE("trimming takes white space from the ends and nothing from the middle") {
  CHECK(trimmed(" \t a b\r\n") == "a b");
  CHECK(trimmed(" \n ").empty());
}

TEST_CASE("splitting an empty text gives one empty piece") {
  CHECK(split("", '/') == Pieces{""});
  CHECK(split("/a//b/", '/') == Pieces{"", "a", "", "b", ""});
  CHECK(split("a and b and ", " and ") == Pieces{"a", "b", ""});
}

TEST_CASE("joining puts the separator only between parts") {
  CHECK(joined({}, ", ").empty());
  CHECK(joined({"", ""}, ",") == ",");
  CHECK(joined({"a", "b"}, ", ") == "a, b");
}

TEST_CASE("a list of names says how many it leaves out") {
  CHECK(listed({"a", "b"}, 3) == "a, b");
  CHECK(listed({"a", "b", "c", "d", "e"}, 3) == "a, b, c, … (2 more)");
}

TEST_CASE("a count agrees with its word") {
  CHECK(counted(1, "error") == "1 error");
  CHECK(counted(0, "error") == "0 errors");
  CHECK(counted(2, "policy") == "2 policies");
  CHECK(counted(2, "key") == "2 keys");
  CHECK(counted(2, "match") == "2 matches");
}

TEST_CASE("quoting shows control and invisible characters by their number") {
  CHECK(pinwright::base::quoted("a\x1b[31m\n") == "`a\\u001B[31m\\u000A`");
  CHECK(pinwright::base::quoted("a\u200Bb\u00A0c") == "`a\\u200Bb\\u00A0c`");
  CHECK(pinwright::base::quoted("\x7F\u009B") == "`\\u007F\\u009B`");
  CHECK(pinwright::base::quoted("\xFF") == "`\uFFFD`");
}

TEST_CASE("quoting cuts after 120 code points, not inside one") {
  std::string exact;
  for (int i = 0; i < 120; ++i) exact += "é";
  CHECK(pinwright::base::quoted(exact) == "`" + exact + "`");
  CHECK(pinwright::base::quoted(exact + "x") == "`" + exact + "…`");
}

TEST_CASE("an integer is read whole or not at all") {
  CHECK(to_int("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  CHECK(to_int("+7") == 7);
  CHECK(to_int("007") == 7);
  for (const auto* bad : {"", "+", "-", "+-1", "--1", " 1", "1 ", "1.0", "0x10", "9223372036854775808"}) {
    CHECK_FALSE(to_int(bad));
  }
}

TEST_CASE("a hexadecimal integer has 0x, digits and no sign") {
  CHECK(to_int_or_hex("0xFFFFFFFF") == 4294967295);
  CHECK(to_int_or_hex("0Xff") == 255);
  CHECK(to_int_or_hex("-12") == -12);
  for (const auto* bad : {"0x", "0x-1", "-0x1", "0xg", "0x8000000000000000"}) CHECK_FALSE(to_int_or_hex(bad));
}

TEST_CASE("a floating-point number is finite and without locale") {
  CHECK(to_double("1.5e3") == 1500.0);
  CHECK(to_double("+0.25") == 0.25);
  for (const auto* bad : {"", "1,5", "inf", "-INF", "nan", "1e999", "0x1p3", "1.5 ", "+-1"})
    CHECK_FALSE(to_double(bad));
}

TEST_CASE("a hexadecimal digit has a value in both letter cases") {
  CHECK(hex_value('7') == 7);
  CHECK(hex_value('f') == 15);
  CHECK(hex_value('F') == 15);
  CHECK(hex_value('g') == -1);
}
