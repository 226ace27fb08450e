#include "sandbox/jwt.hpp"

#include <catch2/catch.hpp>

using namespace pinwright::sandbox;

namespace {

// RFC 7515, appendix A.1.
constexpr auto kToken =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr auto kKey = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

}  // namespace

TEST_CASE("the token of RFC 7515 is taken apart and verified") {
  const auto token = parse_jwt(kToken);
  REQUIRE(token);
  CHECK(token->payload == "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}");
  CHECK(is_signed_by(*token, base64url_decode(kKey).value_or("")));
  CHECK_FALSE(is_signed_by(*token, "another key"));
}

TEST_CASE("a changed payload is not signed") {
  std::string changed = kToken;
  changed[50] = changed[50] == 'A' ? 'B' : 'A';
  const auto token = parse_jwt(changed);
  REQUIRE(token);
  CHECK_FALSE(is_signed_by(*token, base64url_decode(kKey).value_or("")));
}

TEST_CASE("what is no token of three parts is refused") {
  for (const auto* text : {"", "a", "a.b", "a.b.c=", "a+.b.c", "...."}) {
    CAPTURE(text);
    CHECK_FALSE(parse_jwt(text));
  }
}
