#include "grammar/xml_plain.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "support/xml_difference.hpp"

using namespace pinwright;
using testing::compare_plain_xml;
using testing::PlainXmlResult;

TEST_CASE("plain XML is read as expat reads it") {
  for (const std::string text :
       {"<enabled/>", " <disabled />\r\n", "<enabled/>\n<data id=\"Allowed\" value=\"print.contoso.com\"/>",
        "<enabled/><data id='a' value='say \"no\"'/><data\n id=\"b\"\tvalue=\"1\"\n/>", "<_a.b-c1 d=\"\"/>",
        "<enabled/><data id=\"a\" value=\"1\xEF\x80\x80one > two\"/>",
        "<data id=\"a\" value=\"1&#xF000;one&#xF000;&#xF000;\"/>", "<data value=\"B\xC3\xBCro \xF0\x9F\x93\xB7\"/>"}) {
    INFO(text);
    CHECK(compare_plain_xml(text) == PlainXmlResult::Same);
  }
}

TEST_CASE("plain XML: what is more, or wrong, is left to expat") {
  for (const std::string text : {"",
                                 " ",
                                 "<enabled></enabled>",
                                 "<enabled/>text",
                                 "<?xml version=\"1.0\"?><enabled/>",
                                 "<!-- a --><enabled/>",
                                 "<a:b/>",
                                 "<a b:c=\"1\"/>",
                                 "<a xmlns=\"urn:x\"/>",
                                 "<a b=\"1&amp;2\"/>",
                                 "<a b=\"1&2\"/>",
                                 "<a b=\"&#xF000\"/>",
                                 "<a b=\"&#xF000;",
                                 "<a b=\"<\"/>",
                                 "<a b=\"1\nc\"/>",
                                 "<a b=\"1\tc\"/>",
                                 "<a b=\"1\" b=\"2\"/>",
                                 "<a b=\"1\"c=\"2\"/>",
                                 "<a b = \"1\"/>",
                                 "<a b=1/>",
                                 "<a b/>",
                                 "<a b=\"1\"",
                                 "<a b=\"1",
                                 "<a / >",
                                 "<1a/>",
                                 "< a/>",
                                 "<a",
                                 "<",
                                 "\xEF\xBB\xBF<a/>",
                                 "<\xC3\xA9/>",
                                 "<a b=\"\xEF\xBF\xBE\"/>",
                                 "<a b=\"\xEF\xBF\xBF\"/>",
                                 "<![CDATA[<a/>]]>",
                                 "<enabled/><data id=\"a\">x</data>"}) {
    INFO(text);
    CHECK_FALSE(grammar::read_plain_xml(text).has_value());
  }
  CHECK_FALSE(grammar::read_plain_xml(std::string("<a b=\"\0\"/>", 9)).has_value());
}

TEST_CASE("plain XML: pieces by chance, read in both ways") {
  const std::vector<std::string> pieces{
      "<enabled/>", "<data", " id=\"a\"", " value=\"b c\"", "/>", ">",        "<", " ",   "\n",       "'",
      "\"",         "=",     "xml",       "xmlns",          "a:", "&#xF000;", "&", "]]>", "\xC3\xA9", "\xEF\xBF\xBF",
      "-",          "1",     "\t",        "</data>"};
  const auto run = rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
  CHECK(rc::check([&] {
    std::string text;
    for (const auto& piece : *run) text += piece;
    RC_ASSERT(compare_plain_xml(text) != PlainXmlResult::Different);
    RC_ASSERT(compare_plain_xml("<enabled/><data id=\"" + text + "\"/>") != PlainXmlResult::Different);
  }));
}
