#include "check/schema_check.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "check/simple_type.hpp"
#include "csp/catalog.hpp"
#include "csp/import.hpp"

using namespace pinwright;

namespace {

/// A catalogue with one node, `./Vendor/MSFT/Own`, of this XSD.
auto catalog_of(const std::string& declarations) -> csp::Catalog {
  const std::string ddf =
      R"(<MgmtTree xmlns:MSFT="http://schemas.microsoft.com/MobileDevice/DM"><Node><NodeName>Own</NodeName>
    <Path>./Vendor/MSFT</Path><DFProperties><AccessType><Replace/></AccessType><DFFormat><xml/></DFFormat>
    <MSFT:AllowedValues ValueType="XSD"><MSFT:Value><![CDATA[<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema")" +
      declarations + "</xs:schema>]]></MSFT:Value></MSFT:AllowedValues></DFProperties></Node></MgmtTree>";
  const auto import = csp::import_ddf({{"Own.xml", ddf}}, {"Test", {}});
  REQUIRE(import.notes.empty());
  REQUIRE(import.files.size() == 1);
  auto catalog = csp::Catalog::built_in().with({{"Own.json", import.files[0].json}});
  REQUIRE(catalog.ok());
  return std::move(catalog).value();
}

auto schema_of(const csp::Catalog& catalog) -> csp::XmlSchema {
  const auto uri = grammar::parse_oma_uri("./Vendor/MSFT/Own");
  const auto found = catalog.find(std::get<grammar::OmaUri>(uri));
  const auto schema = std::get<csp::Found>(found).node.schema();
  REQUIRE(schema);
  return *schema;
}

class Judge {
 public:
  explicit Judge(const std::string& declarations) : catalog_(catalog_of(declarations)), schema_(schema_of(catalog_)) {}

  auto operator()(const std::string& xml) const -> std::string {
    const auto parsed = grammar::parse_xml(xml);
    INFO(xml);
    REQUIRE(std::holds_alternative<std::vector<grammar::XmlElement>>(parsed));
    const auto& root = std::get<std::vector<grammar::XmlElement>>(parsed).at(0);
    const auto type = schema_.root(root.local_name());
    REQUIRE(type);
    const auto error = check::find_schema_error(schema_, *type, root, patterns_);
    if (!error) return "";
    return error->message + (error->help.empty() ? "" : " / " + error->help);
  }

  [[nodiscard]] auto attribute_type() const -> csp::XmlSimple {
    return schema_.type(*schema_.root("a")).attribute(0).type;
  }
  auto fits(const std::string& text) const -> bool { return check::fits(attribute_type(), text, patterns_); }
  [[nodiscard]] auto words() const -> std::string { return check::words_of(attribute_type()); }

 private:
  csp::Catalog catalog_;
  csp::XmlSchema schema_;
  check::PatternCache patterns_;
};

auto holding(const std::string& group) -> std::string {
  return "><xs:element name=\"a\"><xs:complexType>" + group + "</xs:complexType></xs:element>";
}

auto attribute(const std::string& type) -> Judge {
  return Judge(holding("<xs:attribute name=\"x\">" + type + "</xs:attribute>"));
}
auto built_in(const std::string& type) -> Judge {
  return Judge(holding("<xs:attribute name=\"x\" type=\"xs:" + type + "\"/>"));
}
auto restricted(const std::string& base, const std::string& facets) -> Judge {
  return attribute("<xs:simpleType><xs:restriction base=\"xs:" + base + "\">" + facets +
                   "</xs:restriction></xs:simpleType>");
}

}  // namespace

TEST_CASE("elements stand in the order of a sequence, as often as it says") {
  const Judge judge(holding(R"(<xs:sequence><xs:element name="b"/><xs:element name="c" minOccurs="0"/>
    <xs:element name="d" minOccurs="2" maxOccurs="3"/></xs:sequence>)"));
  CHECK(judge("<a><b/><d/><d/></a>").empty());
  CHECK(judge("<a><b/><c/><d/><d/><d/></a>").empty());
  CHECK(judge("<a/>") == "`<a>` ends where `<b>` is expected");
  CHECK(judge("<a><b/><d/></a>") == "`<a>` ends where `<d>` is expected");
  CHECK(judge("<a><b/><b/></a>") == "`<b>` is not allowed here; `<c>` or `<d>` is expected");
  CHECK(judge("<a><b/><d/><d/><d/><d/></a>") == "`<d>` is not allowed here; `<a>` takes no further element");
}

TEST_CASE("a choice repeats, and all come in any order once") {
  const Judge choice(holding(
      R"(<xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="b" minOccurs="0" maxOccurs="unbounded"/>
    <xs:sequence><xs:element name="c"/><xs:element name="d"/></xs:sequence></xs:choice>)"));
  CHECK(choice("<a/>").empty());
  CHECK(choice("<a><b/><c/><d/><b/><b/><c/><d/></a>").empty());
  CHECK(choice("<a><c/><b/></a>").find("`<b>` is not allowed here; `<d>` is expected") == 0);
  const Judge all(
      holding(R"(<xs:all><xs:element name="b"/><xs:element name="c" minOccurs="0"/><xs:element name="d"/></xs:all>)"));
  CHECK(all("<a><d/><b/></a>").empty());
  CHECK(all("<a><c/><d/><b/></a>").empty());
  CHECK(all("<a><d/></a>") == "`<a>` ends where `<b>` or `<c>` is expected");
  CHECK(all("<a><d/><d/></a>").find("`<d>` is not allowed here; `<b>` or `<c>` is expected") == 0);
}

TEST_CASE("what a schema leaves open is not judged, and what it declares in it is") {
  const Judge judge(R"(><xs:element name="a"><xs:complexType><xs:sequence><xs:element name="open"/>
    <xs:any minOccurs="0" processContents="lax"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="known"><xs:complexType><xs:attribute name="x" type="xs:int"/></xs:complexType></xs:element>)");
  CHECK(judge("<a><open at='1'>text<any><thing/></any></open><else/></a>").empty());
  CHECK(judge("<a><open><any><known x='1'/></any></open></a>").empty());
  CHECK_FALSE(judge("<a><open><any><known x='one'/></any></open></a>").empty());
  CHECK_FALSE(judge("<a><open/><known x='one'/></a>").empty());
  CHECK(judge("<a><open/><k:known xmlns:k='urn:k' x='one'/></a>").empty());  // of another namespace
}

TEST_CASE("namespaces count, where a schema has one and where it has none") {
  const Judge none(holding(R"(<xs:sequence><xs:element name="b"/></xs:sequence>)"));
  CHECK(none("<a><b xmlns='urn:x'/></a>") == "`<b>` is of the namespace `urn:x`, and is expected of no namespace");
  const Judge own(" targetNamespace=\"urn:x\" elementFormDefault=\"qualified\"" +
                  holding(R"(<xs:sequence><xs:element name="b"/></xs:sequence>)"));
  CHECK(own("<a xmlns='urn:x'><b/></a>").empty());
  CHECK(own("<x:a xmlns:x='urn:x'><b/></x:a>") == "`<b>` is of no namespace, and is expected of the namespace `urn:x`");
}

TEST_CASE("attributes are those of the type") {
  const Judge judge(
      holding(R"(<xs:attribute name="action" use="required"><xs:simpleType><xs:restriction base="xs:string">
    <xs:enumeration value="Allow"/><xs:enumeration value="Deny"/></xs:restriction></xs:simpleType></xs:attribute>
    <xs:attribute name="note" type="xs:string"/>)"));
  CHECK(judge("<a action='Deny' note=''/>").empty());
  CHECK(judge("<a/>") == "`<a>` lacks the attribute `action` / write `action=\"…\"` with `Allow` or `Deny`");
  CHECK(judge("<a Action='Deny'/>") ==
        "`<a>` has no attribute `Action`; it may have `action` or `note` / did you mean `action`?");
  CHECK(judge("<a action='Block'/>") ==
        "`Block` is not what the attribute `action` of `<a>` holds; `Allow` or `Deny` is expected");
  CHECK(judge("<a action='{env.ACTION}'/>").empty());  // nobody knows yet
  CHECK(judge("<a action='Allow' xml:lang='de' xmlns:x='urn:x' x:y=''/>").empty());
  CHECK(judge("<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='other'><b/></a>").empty());
}

TEST_CASE("text stands where the schema has it") {
  const Judge nothing(holding(R"(<xs:attribute name="x"/>)"));
  CHECK(nothing("<a>\n</a>").empty());
  CHECK(nothing("<a>x</a>") == "`<a>` holds text, and takes nothing within it");
  CHECK(nothing("<a><b/></a>") == "`<b>` is not allowed here; `<a>` takes no element");
  const Judge elements(holding(R"(<xs:sequence><xs:element name="b" type="xs:int"/></xs:sequence>)"));
  CHECK(elements("<a>x<b>1</b></a>") == "`<a>` holds text, and takes elements alone");
  CHECK(elements("<a><b>one</b></a>") ==
        "`one` is not what `<b>` holds; a whole number from -2147483648 to 2147483647 is expected");
  CHECK(elements("<a><b><c/></b></a>").find("`<c>` is not allowed here; `<b>` holds a whole number") == 0);
  const Judge filled(R"(><xs:element name="a" type="xs:int" default="1"/>)");
  CHECK(filled("<a/>").empty());  // stands for 1
}

TEST_CASE("a secret or a long text is not shown") {
  const Judge judge(holding(R"(<xs:sequence><xs:element name="Password" type="xs:int"/></xs:sequence>)"));
  CHECK(judge("<a><Password>hunter2</Password></a>").find("the value is not what") == 0);
  CHECK(built_in("int")("<a x='" + std::string(61, 'y') + "'/>").find("the value is not what") == 0);
}

TEST_CASE("numbers of any size are compared as numbers") {
  const auto number =
      restricted("decimal", R"(<xs:minInclusive value="-0.5"/><xs:maxInclusive value="18446744073709551616"/>)");
  for (const auto* fits : {"-0.5", "-.50", "+0", "00.00", "18446744073709551616.000", " 7 ", "5."})
    CHECK(number.fits(fits));
  for (const auto* not_so : {"-0.51", "18446744073709551616.1", "1e3", "", ".", "1,5", "0x1"})
    CHECK_FALSE(number.fits(not_so));
  const auto byte = built_in("unsignedByte");
  for (const auto* fits : {"0", "255", "+007", "-0"}) CHECK(byte.fits(fits));
  for (const auto* not_so : {"256", "-1", "1.0", "", "٣"}) CHECK_FALSE(byte.fits(not_so));
  CHECK(byte.words() == "a whole number from 0 to 255");
  CHECK(restricted("int", R"(<xs:enumeration value="1"/>)").fits("01"));
}

TEST_CASE("white space counts as the type says") {
  const auto enumeration = R"(<xs:enumeration value="a b"/>)";
  CHECK_FALSE(restricted("string", enumeration).fits(" a  b "));
  CHECK(restricted("token", enumeration).fits(" a \n b "));
  CHECK(restricted("normalizedString", enumeration).fits("a\tb"));
  CHECK_FALSE(restricted("normalizedString", enumeration).fits("a  b"));
  CHECK(restricted("string", std::string(R"(<xs:whiteSpace value="collapse"/>)") + enumeration).fits(" a b "));
  CHECK(built_in("boolean").fits(" true\n"));
  for (const auto* not_so : {"True", "yes", "", "10"}) CHECK_FALSE(built_in("boolean").fits(not_so));
}

TEST_CASE("lengths are in characters, and patterns fit as a whole") {
  const auto length = restricted("string", R"(<xs:minLength value="2"/><xs:maxLength value="3"/>)");
  CHECK((length.fits("äö") && length.fits("😀😀😀") && !length.fits("ä") && !length.fits("abcd")));
  CHECK(length.words() == "a text of 2 to 3 characters");
  const auto pattern = restricted("string", R"(<xs:pattern value="[a-c]+"/><xs:pattern value="x"/>)");
  CHECK(
      (pattern.fits("abc") && pattern.fits("x") && !pattern.fits("abcd") && !pattern.fits("xx") && !pattern.fits("")));
  CHECK(restricted("string", R"(<xs:pattern value="\i\c*"/>)").fits("12"));  // RE2 has no such classes
}

TEST_CASE("a list is of parts, a union of alternatives") {
  const auto list =
      attribute(R"(<xs:simpleType><xs:restriction><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType>
    <xs:maxLength value="2"/></xs:restriction></xs:simpleType>)");
  CHECK((list.fits("") && list.fits(" 1\n2 ") && !list.fits("1 2 3") && !list.fits("1 b")));
  const auto either = attribute(R"(<xs:simpleType><xs:union memberTypes="xs:boolean xs:int"/></xs:simpleType>)");
  CHECK((either.fits("true") && either.fits("12") && !either.fits("maybe")));
  CHECK(either.words() == "`true`, `false`, `1` or `0`, or a whole number from -2147483648 to 2147483647");
}

TEST_CASE("of many words the first are named") {
  CHECK(check::one_of({"a"}) == "a");
  CHECK(check::one_of({"a", "b", "c"}) == "a, b or c");
  CHECK(check::one_of({"1", "2", "3", "4", "5", "6", "7"}) == "1, 2, 3, 4, 5, 6 or 7");
  CHECK(check::one_of({"1", "2", "3", "4", "5", "6", "7", "8"}) == "1, 2, 3, 4, 5, 6 or one of 2 more");
}

TEST_CASE("large documents are judged in one pass") {
  const Judge judge(
      holding(R"(<xs:choice maxOccurs="unbounded"><xs:element name="b"/><xs:element name="c"/></xs:choice>)"));
  std::string many = "<a>";
  for (int i = 0; i < 50'000; ++i) many += "<b/><c/>";
  CHECK(judge(many + "</a>").empty());
  CHECK(judge(many + "<d/></a>").find("`<d>` is not allowed here; `<b>` or `<c>` is expected") == 0);
  const Judge within(R"(><xs:element name="a" type="t"/><xs:complexType name="t"><xs:sequence>
    <xs:element name="a" type="t" minOccurs="0"/></xs:sequence></xs:complexType>)");
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";  // as deep as XML may be
  std::string close;
  for (int i = 0; i < 100; ++i) close += "</a>";
  CHECK(within(deep + close).empty());
}
