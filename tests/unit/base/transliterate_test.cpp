#include "base/transliterate.hpp"

#include <catch2/catch.hpp>

using pinwright::base::to_ascii;

TEST_CASE("Latin letters are written in ASCII as those who write them do") {
  CHECK(to_ascii("B\u00FCro S\u00FCd - Ger\u00E4te") == "Buero Sued - Geraete");
  CHECK(to_ascii("Stra\u00DFe \u00D8st \u0141\u00F3d\u017A") == "Strasse Ost Lodz");
  CHECK(to_ascii("Caf\u00E9 \u00C5ngstr\u00F6m") == "Cafe Angstroem");
  CHECK(to_ascii("Cafe\u0301") == "Cafe");  // the mark stands alone
}

TEST_CASE("what has no ASCII form stays") {
  CHECK(to_ascii("PIN \u30D4\u30F3") == "PIN \u30D4\u30F3");
  CHECK(to_ascii("a\xFF") == "a\xFF");
}
