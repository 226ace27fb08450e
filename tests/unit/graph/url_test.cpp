#include "graph/url.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "base/text.hpp"

namespace pinwright::graph {

TEST_CASE("only unreserved characters stand in a URL as they are") {
  CHECK(percent_encoded("AZaz09-._~") == "AZaz09-._~");
  CHECK(percent_encoded("a b/?#&%+'") == "a%20b%2F%3F%23%26%25%2B%27");
  CHECK(percent_encoded("Grüße") == "Gr%C3%BC%C3%9Fe");
  CHECK(percent_encoded(std::string(1, '\0')) == "%00");
}

TEST_CASE("a quote in an OData literal is doubled") {
  CHECK(odata_literal("") == "''");
  CHECK(odata_literal("O'Neil's 100%") == "'O%27%27Neil%27%27s%20100%25'");
}

TEST_CASE("an OData literal of any text decodes to that text with its quotes doubled") {
  const auto decode = [](const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '%') {
        out += static_cast<char>(base::hex_value(text[i + 1]) * 16 + base::hex_value(text[i + 2]));
        i += 2;
      } else {
        out += text[i];
      }
    }
    return out;
  };
  CHECK(rc::check([&](const std::string& text) {
    const auto literal = odata_literal(text);
    std::string doubled = "'";
    for (const char c : text) doubled.append(c == '\'' ? 2 : 1, c);
    RC_ASSERT(decode(literal) == doubled + "'");
    RC_ASSERT(literal.find_first_of(" &#?/+\"") == std::string::npos);
  }));
}

TEST_CASE("a URL is taken apart") {
  CHECK(origin_of("https://graph.microsoft.com/beta/groups?$top=1") == "https://graph.microsoft.com");
  CHECK(origin_of("https://graph.microsoft.com?x") == "https://graph.microsoft.com");
  CHECK(origin_of("/beta/groups").empty());
  CHECK(host_of("https://graph.microsoft.com:8443/beta") == "graph.microsoft.com");
  CHECK(host_of("http://[::1]:80/x") == "[::1]");
  CHECK(host_of("https://user@evil.example/") == "evil.example");
  CHECK(path_of("https://graph.microsoft.com/beta/groups?$top=1") == "/beta/groups");
  CHECK(path_of("https://graph.microsoft.com").empty());
}

TEST_CASE("a token goes to its own origin only") {
  const std::string base = "https://graph.microsoft.com/beta";
  CHECK(is_same_origin("https://graph.microsoft.com/v1.0/groups?$skiptoken=x", base));
  CHECK(is_same_origin("https://GRAPH.microsoft.com/beta", base));
  for (const char* other :
       {"http://graph.microsoft.com/beta", "https://graph.microsoft.com.evil.example/beta",
        "https://graph.microsoft.com@evil.example/beta", "https://graph.microsoft.com:444/beta", "/beta/groups", "",
        "https://graph.microsoft.com\\@evil.example/beta", "//graph.microsoft.com/beta"}) {
    CAPTURE(other);
    CHECK_FALSE(is_same_origin(other, base));
  }
  // Two addresses without a host have none in common.
  CHECK_FALSE(is_same_origin("/beta/groups", "/beta"));
  CHECK_FALSE(is_same_origin("", ""));
}

TEST_CASE("loopback and link-local addresses are told from names that look like them") {
  CHECK(is_loopback("127.0.0.1"));
  CHECK(is_loopback("127.9.9.9"));
  CHECK(is_loopback("[::1]"));
  CHECK(is_loopback("LocalHost"));
  CHECK(is_link_local("169.254.169.254"));
  for (const char* other :
       {"127.0.0.1.example", "127.0.0", "127.0.0.256", "127.0.0.x", "1270.0.0.1", "localhost.example", ""}) {
    CAPTURE(other);
    CHECK_FALSE(is_loopback(other));
  }
  CHECK_FALSE(is_link_local("169.254.169.254.example"));
}

}  // namespace pinwright::graph
