#include "driver/value_text.hpp"

#include <catch2/catch.hpp>
#include <string>

using pinwright::driver::value_text;
using namespace std::string_literals;

namespace {

auto utf16_le(std::string_view ascii) -> std::string {
  std::string bytes = "\xFF\xFE";
  for (const char c : ascii) bytes += {c, '\0'};
  return bytes;
}

}  // namespace

TEST_CASE("UTF-8 stays as it is, but for its mark, its line breaks and a declaration of UTF-16") {
  CHECK(value_text("a\r\nb") == "a\nb");
  CHECK(value_text("\xEF\xBB\xBF<a/>") == "<a/>");
  CHECK(value_text("<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>") ==
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><a/>");
  CHECK(value_text("<?xml version=\"1.0\" encoding=\"unicode\"?><a/>") ==
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><a/>");
}

TEST_CASE("what is converted says UTF-8") {
  CHECK(value_text(utf16_le("<?xml version='1.0' encoding='UTF-16'?>\r\n<a/>")) ==
        "<?xml version='1.0' encoding='utf-8'?>\n<a/>");
  CHECK(value_text(utf16_le("<?xml version=\"1.0\"?><a encoding=\"utf-16\"/>")) ==
        "<?xml version=\"1.0\"?><a encoding=\"utf-16\"/>");
  CHECK(value_text(utf16_le("encoding=\"utf-16\"")) == "encoding=\"utf-16\"");
  CHECK(value_text("<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>B\xFCro</a>") ==
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>B\xC3\xBCro</a>");
}

TEST_CASE("what declares an encoding that its bytes fit as well says UTF-8") {
  CHECK(value_text("<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>x</a>") ==
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>x</a>");
  CHECK(value_text("<?xml version=\"1.0\" encoding=\"US-ASCII\"?><a/>") ==
        "<?xml version=\"1.0\" encoding=\"US-ASCII\"?><a/>");
  // Nobody knows which of the two is meant.
  CHECK(value_text("<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>B\xC3\xBCro</a>") ==
        "<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>B\xC3\xBCro</a>");
  CHECK(value_text("<?xml version=\"1.0\" encoding=\"ibm850\"?><a>B\x81ro</a>") ==
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>B\xC3\xBCro</a>");
}

TEST_CASE("UTF-16 without a mark shows in the first character") {
  const auto bytes = utf16_le("<?xml version='1.0' encoding='utf-16'?><a/>").substr(2);
  CHECK(value_text(bytes) == "<?xml version='1.0' encoding='utf-8'?><a/>");
}

TEST_CASE("bytes that no declaration explains are no text") {
  CHECK_FALSE(value_text("B\xFCro"));
  CHECK_FALSE(value_text("<?xml version=\"1.0\"?><a>B\xFCro</a>"));
  CHECK_FALSE(value_text("<?xml version=\"1.0\" encoding=\"koi8-r\"?><a>B\xFCro</a>"));
  CHECK_FALSE(value_text("a\0b"s));
}
