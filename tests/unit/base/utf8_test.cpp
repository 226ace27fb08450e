#include "base/utf8.hpp"

#include <catch2/catch.hpp>

using namespace pinwright::base;
using namespace std::string_view_literals;

TEST_CASE("well-formed UTF-8 of every length is accepted") {
  CHECK_FALSE(find_invalid_utf8(""));
  CHECK_FALSE(find_invalid_utf8("a\0b"sv));
  CHECK_FALSE(find_invalid_utf8("é€😀\U0010FFFF\uD7FF\uE000"));
}

TEST_CASE("the first byte that is not UTF-8 is found") {
  CHECK(find_invalid_utf8("ok\x80") == 2U);            // a following byte alone
  CHECK(find_invalid_utf8("\xC0\x80") == 0U);          // overlong NUL
  CHECK(find_invalid_utf8("\xC1\xBF") == 0U);          // overlong in two bytes
  CHECK(find_invalid_utf8("é\xE0\x80\x80") == 2U);     // overlong in three
  CHECK(find_invalid_utf8("\xF0\x80\x80\x80") == 0U);  // overlong in four
  CHECK(find_invalid_utf8("a\xED\xA0\x80") == 1U);     // surrogate
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0U);  // above U+10FFFF
  CHECK(find_invalid_utf8("\xF5\x80\x80\x80") == 0U);  // no such first byte
  CHECK(find_invalid_utf8("\xFE\xFF") == 0U);          // UTF-16
  CHECK(find_invalid_utf8("ab\xE2\x82") == 2U);        // cut at the end
  CHECK(find_invalid_utf8("\xE2\x82"
                          "a") == 0U);  // cut in the middle
}

TEST_CASE("a byte that is not UTF-8 is one replacement character") {
  const auto point = code_point_at("\xE2\x82", 0);
  CHECK(point.value == 0xFFFD);
  CHECK(point.size == 1);
  CHECK(count_code_points("\xE2\x82") == 2);
  CHECK(count_code_points("a€😀") == 3);
}

TEST_CASE("ASCII is passed over up to the first other byte, at any offset of any text") {
  const std::string ascii(20, 'a');
  CHECK(skip_ascii("", 0) == 0);
  CHECK(skip_ascii(ascii, 3) == 20);
  CHECK(skip_ascii(ascii, 20) == 20);
  for (std::size_t place = 0; place < ascii.size(); ++place) {
    auto text = ascii;
    text[place] = '\x80';
    for (std::size_t offset = 0; offset <= place; ++offset) CHECK(skip_ascii(text, offset) == place);
    CHECK(skip_ascii(text, place + 1) == text.size());
    CHECK(count_code_points(text) == text.size());
  }
}

TEST_CASE("every code point survives being written and read") {
  for (char32_t value = 0; value <= 0x10FFFF; value += value < 0x3000 ? 1 : 97) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, value);
    const auto point = code_point_at(text, 0);
    REQUIRE(point.value == value);
    REQUIRE(point.size == text.size());
    REQUIRE_FALSE(find_invalid_utf8(text));
  }
}

TEST_CASE("what has no UTF-8 form is written as the replacement character") {
  std::string text;
  append_utf8(text, 0xD800);
  append_utf8(text, 0x110000);
  CHECK(text == "\uFFFD\uFFFD");
}

TEST_CASE("an escape has four digits, or eight beyond the basic plane") {
  std::string text;
  append_escaped(text, 0xA0);
  append_escaped(text, 0xE0001);
  CHECK(text == "\\u00A0\\U000E0001");
}

TEST_CASE("display width counts the cells of a terminal") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("日本") == 4);
  CHECK(display_width("ｱ") == 1);        // half-width katakana
  CHECK(display_width("Ａ") == 2);       // full-width Latin
  CHECK(display_width("e\u0301") == 1);  // combining acute
  CHECK(display_width("a\u200B\uFEFF") == 1);
  CHECK(display_width("\u00AD") == 0);  // a format character, whatever its glyph
  CHECK(display_width("😀") == 2);
  CHECK(display_width("\xFF") == 1);
}

TEST_CASE("invisible characters are those that a reader cannot see in a path") {
  for (const auto hidden : U"\u00A0\u00AD\u200B\u200D\u202E\u2028\u2029\u3000\uFEFF\U000E0041"sv) {
    CAPTURE(static_cast<unsigned>(hidden));
    CHECK(is_invisible(hidden));
  }
  for (const auto seen : U" A\u0301日😀"sv) {
    CAPTURE(static_cast<unsigned>(seen));
    CHECK_FALSE(is_invisible(seen));
  }
}

TEST_CASE("UTF-16 of both byte orders becomes UTF-8") {
  CHECK(utf16_to_utf8("\xFF\xFE"
                      "a\0\x3D\xD8\x00\xDE"sv) == "a😀");
  CHECK(utf16_to_utf8("\xFE\xFF\0a\x20\xAC"sv) == "a€");
  CHECK(utf16_to_utf8("\xFF\xFE"sv) == "");
}

TEST_CASE("UTF-16 without a mark, of odd length or with a lone surrogate is refused") {
  CHECK_FALSE(utf16_to_utf8(""));
  CHECK_FALSE(utf16_to_utf8("a\0"sv));
  CHECK_FALSE(
      utf16_to_utf8("\xFF\xFE"
                    "a"sv));
  CHECK_FALSE(utf16_to_utf8("\xFE\xFF\xD8\x3D"sv));
  CHECK_FALSE(utf16_to_utf8("\xFE\xFF\xD8\x3D\0a"sv));
  CHECK_FALSE(utf16_to_utf8("\xFE\xFF\xDE\x00"sv));
}
