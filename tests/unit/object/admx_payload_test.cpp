#include "object/admx_payload.hpp"

#include <catch2/catch.hpp>

using namespace pinwright::object;

namespace {

auto texts(std::string_view xml, const AdmxReading& reading) -> std::vector<std::string> {
  std::vector<std::string> all{std::string(xml.substr(reading.state.begin, reading.state.end - reading.state.begin))};
  for (const auto& tag : reading.tags) all.emplace_back(xml.substr(tag.begin, tag.end - tag.begin));
  return all;
}

}  // namespace

TEST_CASE("a payload is written as Windows takes it, each datum on a line") {
  CHECK(to_xml({false, {}}) == "<disabled/>");
  CHECK(to_xml({true, {{"A", "1"}, {"B", ""}}}) ==
        "<enabled/>\n<data id=\"A\" value=\"1\"/>\n<data id=\"B\" value=\"\"/>");
}

TEST_CASE("what a reader of XML would change, and the separator, are references") {
  CHECK(to_xml({true, {{"A", "<a & \"b\">\t\r\n\xEF\x80\x80'\xC3\xA4"}}}) ==
        "<enabled/>\n<data id=\"A\" value=\"&lt;a &amp; &quot;b&quot;&gt;&#x9;&#xD;&#xA;&#xF000;'\xC3\xA4\"/>");
}

TEST_CASE("what is written is read back") {
  const AdmxPayload payload{true, {{"A", "<a & \"b\">\t\r\n\xEF\x80\x80'\xC3\xA4"}, {"b c", ""}}};
  const auto reading = read_admx_payload(to_xml(payload));
  REQUIRE(reading);
  CHECK(reading->payload == payload);
  CHECK_FALSE(reading->other_letter_case);
}

TEST_CASE("a payload is read with the places of its parts") {
  const std::string_view xml =
      "  <![CDATA[<Enabled></Enabled>\n<!-- x --><data value=\"a>b\" id=\"A\"/><Data id='B' value='2'/>]]>\n";
  const auto reading = read_admx_payload(xml);
  REQUIRE(reading);
  CHECK(reading->payload == AdmxPayload{true, {{"A", "a>b"}, {"B", "2"}}});
  CHECK(reading->other_letter_case);
  CHECK(texts(xml, *reading) ==
        std::vector<std::string>{"<Enabled>", "<data value=\"a>b\" id=\"A\"/>", "<Data id='B' value='2'/>"});
}

TEST_CASE("what is not a payload and nothing else is not read") {
  for (const char* text : {
           "",
           "enabled",
           "<enabled/",
           "<data id=\"A\" value=\"1\"/>",
           "<enabled/><disabled/>",
           "<enabled/><data id=\"A\"/>",
           "<enabled/><data id=\"\" value=\"1\"/>",
           "<enabled/><data id=\"A\" value=\"1\">2</data>",
           "<enabled/><data id=\"A\" value=\"1\" more=\"2\"/>",
           "<enabled><data id=\"A\" value=\"1\"/></enabled>",
           "<enabled xmlns=\"x\"/>",
           "<enabled/><other/>",
           "<a><enabled/></a>",
       }) {
    INFO(text);
    CHECK_FALSE(read_admx_payload(text));
  }
}

TEST_CASE("the canonical payload has its data in the order of ids") {
  const auto canonical = canonical_payload({true, {{"B", "1"}, {"a", "2"}, {"b", "3"}}});
  CHECK(canonical == AdmxPayload{true, {{"a", "2"}, {"b", "1"}, {"b", "3"}}});
}
