#include "object/kept_text.hpp"

#include <catch2/catch.hpp>

using namespace pinwright::object;

TEST_CASE("a text that may come back otherwise is known again") {
  CHECK(kept_text("") == "");
  CHECK(kept_text(" \t\r\n ") == "");
  CHECK(kept_text("  One \t\r\n\r\n  two \n") == "One\n\n  two");
  CHECK(kept_text("Cafe\u0301") == "Caf\u00e9");
  CHECK(kept_text("\xff x ") == "\xff x");
}

TEST_CASE("names are the same to a person in any letter case, trimmed or not") {
  CHECK(is_same_name("Hello", " hello "));
  CHECK(is_same_name("Cafe\u0301", "CAF\u00e9"));
  CHECK_FALSE(is_same_name("Hello", "Hello 2"));
}
