#include "grammar/xml.hpp"

#include <catch2/catch.hpp>

namespace pinwright::grammar {
namespace {

auto parsed(std::string_view text) -> std::vector<XmlElement> {
  const auto result = parse_xml(text);
  INFO("text: " << text);
  if (const auto* error = std::get_if<SyntaxError>(&result)) FAIL(error->message);
  return std::get<std::vector<XmlElement>>(result);
}

auto refused(std::string_view text) -> SyntaxError {
  const auto result = parse_xml(text);
  INFO("text: " << text);
  REQUIRE(std::holds_alternative<SyntaxError>(result));
  return std::get<SyntaxError>(result);
}

auto nested(std::size_t depth) -> std::string {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += "<a>";
  for (std::size_t i = 0; i < depth; ++i) text += "</a>";
  return text;
}

struct Bad {
  std::string text;
  std::size_t begin;
  std::size_t end;
  std::string message;
};

}  // namespace

TEST_CASE("several top-level elements are read with offsets of the given text") {
  const auto elements = parsed("<enabled/>\n<data id=\"A\" value=\"1 &amp; 2\"/>");
  REQUIRE(elements.size() == 2);
  CHECK(elements[0].name == "enabled");
  CHECK(elements[0].begin == 0);
  CHECK(elements[1].begin == 11);
  REQUIRE(elements[1].attribute("value") != nullptr);
  CHECK(*elements[1].attribute("value") == "1 & 2");
  CHECK(elements[1].attribute("x") == nullptr);
}

TEST_CASE("children, prefixes and text are kept") {
  const auto elements = parsed("<p:a xmlns:p='u' x='1'>one<b> two </b>three<!-- c --><![CDATA[<&>]]></p:a>");
  REQUIRE(elements.size() == 1);
  CHECK(elements[0].name == "p:a");
  CHECK(elements[0].local_name() == "a");
  CHECK(elements[0].space == "u");
  CHECK(elements[0].text == "onethree<&>");
  REQUIRE(elements[0].children.size() == 1);
  CHECK(elements[0].children[0].text == " two ");
  CHECK(elements[0].children[0].begin == 26);
  CHECK(elements[0].children[0].space.empty());
  CHECK(elements[0].child("b") == &elements[0].children[0]);
  CHECK(elements[0].child("c") == nullptr);
}

TEST_CASE("an XML declaration and a byte order mark may stand first and offsets still fit") {
  CHECK(parsed("<?xml version=\"1.0\"?><a/>")[0].begin == 21);
  CHECK(parsed("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a/><b/>")[1].begin == 43);
  CHECK(parsed("\xEF\xBB\xBF<a/>")[0].begin == 3);
  CHECK(parsed("\xEF\xBB\xBF<?xml version=\"1.0\"?><a><b/></a>")[0].children[0].begin == 27);
}

TEST_CASE("white space may stand before the XML declaration, and offsets still fit") {
  const auto elements = parsed(" \n\t<?xml version=\"1.0\" encoding='UTF-8'?>\n<a/><b/>");
  REQUIRE(elements.size() == 2);
  CHECK(elements[0].begin == 42);
  CHECK(elements[1].begin == 46);
  CHECK(parsed("\xEF\xBB\xBF <?xml version='1.0'?><a/>").front().begin == 25);
  CHECK(blanks_before_declaration(" \r\n<?xml version='1.0'?><a/>") == 3);
  CHECK(blanks_before_declaration("<?xml version='1.0'?><a/>") == 0);
  CHECK(blanks_before_declaration(" <a/>") == 0);
  CHECK(blanks_before_declaration("  <?xml-stylesheet href='a'?><a/>") == 0);
  CHECK(blanks_before_declaration("  <?xml") == 0);
  CHECK(refused("<!-- c --><?xml version='1.0'?><a/>").message == "the XML declaration is not at the start");
}

TEST_CASE("nothing but white space and comments is well-formed and holds no element") {
  CHECK(parsed("").empty());
  CHECK(parsed(" \r\n\t").empty());
  CHECK(parsed("<!-- nothing -->").empty());
}

TEST_CASE("elements may be nested a hundred deep and no deeper") {
  CHECK(parsed(nested(100)).size() == 1);
  const auto error = refused(nested(101));
  CHECK(error.message == "elements are nested deeper than 100 levels");
  CHECK(error.begin == 300);
}

TEST_CASE("a value may hold so many elements and no more") {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "<a/>";
  CHECK(parsed(text).size() == 200'000);
  CHECK(refused(text + "<a/>").message == "there are more than 200000 elements");
}

TEST_CASE("what is wrong with XML is told with its bytes") {
  const auto bad = GENERATE(values<Bad>({
      {"<a><b></a>", 6, 10, "`</a>` stands where `<b>` should be closed"},
      {"<a>", 3, 3, "`<a>` is never closed"},
      {"<a/></b>", 4, 8, "`</b>` closes no element"},
      {"</r><r>", 0, 4, "`</r>` closes no element"},
      {"<a/> text <b/>", 4, 5, "text stands outside of all elements"},
      {"<![CDATA[x]]>", 9, 10, "text stands outside of all elements"},
      {"<a>&nbsp;</a>", 3, 9, "`&nbsp;` is not an entity of XML"},
      {"<a>1 & 2</a>", 5, 6, "`&` begins a reference, and no `;` ends it"},
      {"<a b='?c=1&d=2'/>", 10, 11, "`&` begins a reference, and no `;` ends it"},
      {"<a>&#xF000</a>", 3, 4, "`&` begins a reference, and no `;` ends it"},
      {"<a x='1' x='2'/>", 9, 10, "an attribute stands twice in one tag"},
      {"<a x=1/>", 5, 6, "`1` is not well-formed XML"},
      {"<a", 2, 2, "the XML ends inside of a tag, comment or other mark-up"},
      {"<!-- x", 6, 6, "the XML ends inside of a tag, comment or other mark-up"},
      {"<?xml version='1.0' encoding='utf-16'?><a/>", 0, 39, "the XML declaration says `utf-16` and the text is UTF-8"},
      {"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", 0, 28, ""},
      {"<?xml version='1.0'?><!DOCTYPE a SYSTEM 'http://x/y'><a/>", 21, 53, ""},
      {"<a>\xFF</a>", 3, 4, "the XML holds a byte that is not UTF-8"},
  }));
  CAPTURE(bad.text);
  const auto error = refused(bad.text);
  if (!bad.message.empty()) CHECK(error.message == bad.message);
  CHECK(error.begin == bad.begin);
  CHECK(error.end == bad.end);
}

TEST_CASE("a prefix has to be declared, here or further out") {
  const auto error = refused("<a><b i:nil='true' xmlns:j='u'/></a>");
  CHECK(error.message == "no `xmlns:i` declares the prefix of `i:nil`");
  CHECK(error.begin == 6);
  CHECK(error.end == 11);
  CHECK(refused("<rs5:a/>").message == "no `xmlns:rs5` declares the prefix of `rs5:a`");
  // Declared, but not around it.
  CHECK(refused("<a><b xmlns:i='u'/><c i:x=''/></a>").message == "a prefix is used that no `xmlns` declares around it");
  CHECK(parsed("<a xmlns:i='u' title='x:y'><b i:nil='true' xml:space='preserve'/></a>")[0]
            .children[0]
            .attributes[0]
            .first == "i:nil");
  CHECK(parsed("<a xmlns='u'><b xmlns=''/></a>")[0].space == "u");
}

TEST_CASE("where a prefix needs no declaration, all else is judged as before") {
  CHECK(is_well_formed_xml("<a i:nil='true'/>"));
  CHECK(is_well_formed_xml("<a/><b/>"));
  CHECK_FALSE(is_well_formed_xml("<a>"));
  CHECK_FALSE(is_well_formed_xml("text"));
}

TEST_CASE("a document type declaration is refused by its name") {
  const auto error = refused("<!DOCTYPE lolz [<!ENTITY a 'lol'><!ENTITY b '&a;&a;'>]><x>&b;</x>");
  CHECK(error.message.find("begins a document type declaration") != std::string::npos);
}

}  // namespace pinwright::grammar
