#include "base/base64.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace pinwright::base;
using namespace std::string_view_literals;

TEST_CASE("the vectors of RFC 4648 hold in both directions") {
  const std::pair<std::string_view, std::string_view> vectors[] = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
      {"\xFF\xFB\0"sv, "//sA"},
  };
  for (const auto& [bytes, text] : vectors) {
    CHECK(base64_encode(bytes) == text);
    CHECK(base64_decode(text) == std::string(bytes));
  }
}

TEST_CASE("any bytes survive encoding and decoding") {
  std::mt19937 random(7);
  for (std::size_t size = 0; size < 200; ++size) {
    std::string bytes(size, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    REQUIRE(base64_decode(base64_encode(bytes)) == bytes);
  }
}

TEST_CASE("white space between characters is skipped") { CHECK(base64_decode(" Zm9v\r\nYg=\t=\n") == "foob"); }

TEST_CASE("decoding is strict") {
  CHECK_FALSE(base64_decode("Zg"));        // no padding
  CHECK_FALSE(base64_decode("Zg="));       // too little of it
  CHECK_FALSE(base64_decode("Zm9v===="));  // padding that pads nothing
  CHECK_FALSE(base64_decode("Z==="));      // one character cannot hold a byte
  CHECK_FALSE(base64_decode("Zg==Zg=="));  // padding in the middle
  CHECK_FALSE(base64_decode("Zh=="));      // bits behind the last byte
  CHECK_FALSE(base64_decode("Zm9="));
  CHECK_FALSE(base64_decode("Zm-_"));  // the alphabet of URLs
  CHECK_FALSE(base64_decode("Zm9v\0"sv));
  CHECK_FALSE(base64_decode("===="));
}

TEST_CASE("base64url has no padding and an alphabet of its own") {
  // RFC 7515, appendix C.
  const std::string bytes("\x03\xEC\xFF\xE0\xC1", 5);
  CHECK(base64url_encode(bytes) == "A-z_4ME");
  CHECK(base64url_decode("A-z_4ME") == bytes);
  CHECK(base64url_encode("").empty());
  CHECK_FALSE(base64url_decode("A"));
}
