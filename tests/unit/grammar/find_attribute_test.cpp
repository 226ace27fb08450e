#include <catch2/catch.hpp>
#include <string_view>

#include "grammar/xml.hpp"

using pinwright::grammar::find_attribute;

TEST_CASE("an attribute is found in its tag by its whole name") {
  constexpr std::string_view text = R"(<r><a xname='x="no"' name = "v>" n="1"/><b name="2"/></r>)";
  const auto found = [&](std::size_t begin, std::string_view name) {
    const auto place = find_attribute(text, begin, name);
    return place ? text.substr(place->begin, place->end - place->begin) : std::string_view("none");
  };
  CHECK(found(3, "name") == R"(name = "v>")");
  CHECK(found(3, "n") == R"(n="1")");
  CHECK(found(3, "xname") == R"(xname='x="no"')");
  CHECK(found(3, "no") == "none");
  CHECK(found(0, "name") == "none");  // not those of elements within it
  CHECK(found(text.find("<b"), "name") == R"(name="2")");
}
