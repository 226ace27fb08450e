#include "base/code_page.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace pinwright::base;

TEST_CASE("bytes are read as the Unicode Consortium's tables have them") {
  const auto text = [](std::string_view name, std::string_view bytes) {
    const auto* page = find_code_page(name);
    REQUIRE(page != nullptr);
    return to_utf8(*page, bytes);
  };
  CHECK(text("windows-1252", "B\xFCro \x80") == "B\u00FCro \u20AC");
  CHECK(text("CP1252", "\x93x\x94") == "\u201Cx\u201D");
  CHECK(text("windows-1253", "\xE1") == "\u03B1");
  CHECK(text("windows-1254", "\xFE") == "\u015F");
  CHECK(text("iso-8859-1", "\xFC") == "\u00FC");
  CHECK(text("iso-8859-5", "\xB0") == "\u0410");
  CHECK(text("iso-8859-15", "\xA4") == "\u20AC");
  CHECK(text("ibm850", "\x81") == "\u00FC");
  CHECK(text("ibm437", "\xE1") == "\u00DF");
}

TEST_CASE("what an encoding does not have is said") {
  CHECK(find_code_page("shift_jis") == nullptr);
  CHECK(find_code_page("utf-8") == nullptr);
  CHECK(find_unmapped(*find_code_page("windows-1252"), "ab\x81") == 2);
  CHECK_FALSE(find_unmapped(*find_code_page("iso-8859-1"), "ab\x81"));
}
