#include "grammar/xml_places.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace pinwright::grammar;

namespace {

auto listed(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> places;
  for (const auto& place : xml_places(text)) {
    auto name = std::string(place.element);
    if (!place.attribute.empty()) name += "@" + std::string(place.attribute);
    places.push_back(name + "=" + std::string(text.substr(place.begin, place.end - place.begin)));
  }
  return places;
}

auto path_of(std::string_view text, std::string_view content) -> std::size_t {
  for (const auto& place : xml_places(text)) {
    if (text.substr(place.begin, place.end - place.begin) == content) return place.path;
  }
  return 0;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("every element and attribute has a place, the inner ones first") {
  CHECK(listed("<a x='1' y=\"2\"><b>t</b><c/></a>") == Strings{"a@x=1", "a@y=2", "b=t", "a=<b>t</b><c/>"});
  CHECK(listed("<?xml version='1.0'?><n:a n:x='1'>t</n:a>") == Strings{"a@x=1", "a=t"});
  CHECK(listed("<a/><b>t</b>") == Strings{"b=t"});
}

TEST_CASE("what looks like markup inside comments, CDATA, instructions and quotes is none") {
  CHECK(listed("<a><!-- <b>x</b> --><![CDATA[<c>y</c>]]><?p <d> ?></a>") ==
        Strings{"a=<!-- <b>x</b> --><![CDATA[<c>y</c>]]><?p <d> ?>"});
  CHECK(listed("<a x='>' y = \"'/>\"  >t</a >") == Strings{"a@x=>", "a@y='/>", "a=t"});
}

TEST_CASE("what is not well-formed has no places") {
  CHECK(listed("<a>").empty());
  CHECK(listed("no xml").empty());
  CHECK(listed("").empty());
}

TEST_CASE("one place of two documents has one path") {
  const auto path = path_of("<w><s><k>one</k></s><e>1</e></w>", "one");
  CHECK(path == path_of("<w>\n<e>2</e><s>\n <k>two</k></s></w>", "two"));
  CHECK(path != path_of("<w><k>two</k></w>", "two"));
  const auto data = path_of("<d id='x' value='one'/>", "one");
  CHECK(data == path_of("<d value='two' id='x'/>", "two"));
  CHECK(data != path_of("<d id='y' value='two'/>", "two"));
}
