#include "csp/schema.hpp"

#include "base/json.hpp"
#include "csp/ddf_xsd.hpp"
#include "csp/import.hpp"
#include "csp/schema_json.hpp"
#include "csp/xsd_pattern.hpp"
#include "support.hpp"

using namespace pinwright;
using namespace pinwright::csp;

namespace {

auto xsd(const std::string& inner, const std::string& attributes = {}) -> std::string {
  return "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"" + attributes + ">" + inner + "</xs:schema>";
}

auto read(const std::string& inner) -> XmlSchemaFacts {
  auto schema = read_xsd(xsd(inner));
  INFO((schema.ok() ? "" : schema.error().message));
  REQUIRE(schema.ok());
  return std::move(schema).value();
}

auto refusal(const std::string& inner) -> std::string {
  const auto schema = read_xsd(xsd(inner));
  return schema.ok() ? "" : schema.error().message;
}

auto content(const std::string& group) -> std::string {
  return "<xs:element name=\"a\"><xs:complexType>" + group + "</xs:complexType></xs:element>";
}

/// The simple type of the attribute `x` of the only element.
auto attribute_type(const std::string& type) -> std::pair<XmlSchemaFacts, std::uint32_t> {
  auto schema = read("<xs:element name=\"a\"><xs:complexType><xs:attribute name=\"x\">" + type +
                     "</xs:attribute></xs:complexType></xs:element>");
  const auto index = schema.types.at(schema.roots.at(0).type).attributes.at(0).type;
  return {std::move(schema), index};
}

const std::string kElement = R"(<xs:element name="b" type="xs:string"/>)";

}  // namespace

TEST_CASE("elements, groups and how often they occur are read from an XSD") {
  const auto schema = read(R"(
    <xs:element name="a" type="outer"/>
    <xs:complexType name="outer" mixed="true">
      <xs:sequence>
        <xs:element ref="c" minOccurs="0"/>
        <xs:choice maxOccurs="unbounded"><xs:element name="d" type="xs:boolean"/><xs:group ref="more"/></xs:choice>
        <xs:any minOccurs="0" maxOccurs="0"/>
      </xs:sequence>
      <xs:attributeGroup ref="both"/>
    </xs:complexType>
    <xs:element name="c"/>
    <xs:group name="more"><xs:sequence><xs:element name="e" type="outer" minOccurs="2" maxOccurs="2"/></xs:sequence></xs:group>
    <xs:attributeGroup name="both">
      <xs:attribute name="x" use="required" type="xs:string"/><xs:attribute name="y" type="xs:string"/>
      <xs:attribute name="z" use="prohibited" type="xs:string"/>
    </xs:attributeGroup>)");
  REQUIRE(schema.roots.size() == 2);
  const auto& outer = schema.types.at(schema.roots[0].type);
  CHECK(outer.mixed);
  REQUIRE(outer.attributes.size() == 2);
  CHECK((outer.attributes[0].required && !outer.attributes[1].required));
  REQUIRE(outer.content);
  REQUIRE(outer.content->parts.size() == 2);  // what may never occur is left out
  const auto& c = outer.content->parts[0];
  const auto& choice = outer.content->parts[1];
  CHECK((c.name == "c" && c.min == 0 && c.max == 1));
  CHECK(schema.types.at(c.type).anything);  // an element without a type
  CHECK((choice.kind == XmlParticleKind::Choice && choice.min == 1 && !choice.max));
  const auto& e = choice.parts.at(1).parts.at(0);
  CHECK((e.name == "e" && e.min == 2 && e.max == 2));
  CHECK(e.type == schema.roots[0].type);  // a type within itself
}

TEST_CASE("types that are derived have what they are derived from") {
  const auto schema = read(R"(
    <xs:element name="a"><xs:complexType><xs:complexContent><xs:extension base="base">
      <xs:sequence><xs:element name="second"/></xs:sequence><xs:attribute name="y"/>
    </xs:extension></xs:complexContent></xs:complexType></xs:element>
    <xs:complexType name="base"><xs:sequence><xs:element name="first"/></xs:sequence><xs:attribute name="x"/></xs:complexType>
    <xs:element name="t"><xs:complexType><xs:simpleContent><xs:extension base="xs:int">
      <xs:attribute name="unit"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>)");
  const auto& a = schema.types.at(schema.roots.at(0).type);
  REQUIRE((a.content && a.content->parts.size() == 2));
  CHECK(a.content->parts[0].parts.at(0).name == "first");
  CHECK(a.content->parts[1].parts.at(0).name == "second");
  CHECK(a.attributes.size() == 2);
  const auto& t = schema.types.at(schema.roots.at(1).type);
  REQUIRE(t.text);
  CHECK(schema.simple.at(*t.text).max == "2147483647");
  CHECK(t.attributes.size() == 1);
}

TEST_CASE("facets of simple types are read as far as they can be judged") {
  const auto [schema, index] = attribute_type(R"(<xs:simpleType><xs:restriction base="xs:unsignedByte">
      <xs:minInclusive value="1"/><xs:maxInclusive value="127"/></xs:restriction></xs:simpleType>)");
  const auto& own = schema.simple.at(index);
  CHECK((own.kind == XmlSimpleKind::Restriction && own.min == "1" && own.max == "127"));
  CHECK(schema.simple.at(own.of.at(0)).max == "255");

  const auto [patterns, two] = attribute_type(R"(<xs:simpleType><xs:restriction base="xs:string">
      <xs:pattern value="a+"/><xs:pattern value="b$"/></xs:restriction></xs:simpleType>)");
  CHECK(patterns.simple.at(two).pattern == "a+|b\\$");
  const auto [unknown, one] = attribute_type(R"(<xs:simpleType><xs:restriction base="xs:string">
      <xs:pattern value="a"/><xs:pattern value="\i\c*"/></xs:restriction></xs:simpleType>)");
  CHECK(unknown.simple.at(one).kind ==
        XmlSimpleKind::String);  // one alternative that cannot be said takes the other along
  const auto [duration, any] = attribute_type(R"(<xs:simpleType><xs:restriction base="xs:duration">
      <xs:enumeration value="P1D"/></xs:restriction></xs:simpleType>)");
  CHECK(duration.simple.at(any).kind == XmlSimpleKind::Any);
  const auto fixed = read(R"(<xs:element name="a"><xs:complexType>
      <xs:attribute name="x" type="xs:int" fixed="3"/></xs:complexType></xs:element>)");
  CHECK(fixed.simple.at(fixed.types.at(0).attributes.at(0).type).values == std::vector<std::string>{"3"});
}

TEST_CASE("an XSD with what is not read is left out, and it is said why") {
  CHECK(refusal(R"(<xs:import namespace="urn:x" schemaLocation="EapHostConfig.xsd"/>)" + content("")) ==
        "needs `EapHostConfig.xsd`");
  CHECK(refusal(content("<xs:sequence>" + kElement + kElement + "</xs:sequence>")) == "");  // b b is not ambiguous
  CHECK(refusal(content(R"(<xs:sequence><xs:element name="b" minOccurs="0"/><xs:element name="b"/></xs:sequence>)")) ==
        "describes content that could be read in two ways: two places for `<b>`");
  CHECK(refusal(content("<xs:choice>" + kElement + "<xs:any/></xs:choice>")).find("two ways") != std::string::npos);
  CHECK(
      refusal(content(
          R"(<xs:sequence maxOccurs="unbounded"><xs:element name="b" minOccurs="2" maxOccurs="3"/></xs:sequence>)")) ==
      "describes content that could be read in two ways: a count inside of a repetition");
  CHECK(refusal(content(R"(<xs:sequence><xs:any namespace="##other"/></xs:sequence>)")) ==
        "uses `any` of some namespaces, which is not read");
  CHECK(refusal(content(R"(<xs:sequence><xs:element name="b" type="missing"/></xs:sequence>)")) ==
        "needs the type `missing`, which is not there");
  CHECK(refusal(content("<xs:assert test=\"1\"/>")) == "uses `assert`, which is not read");
  CHECK(refusal(R"(<xs:element name="a" abstract="true"/>)") == "uses an abstract element, which is not read");
  CHECK(refusal(R"(<xs:element name="a"/><xs:element name="b" substitutionGroup="a"/>)") ==
        "uses `substitutionGroup`, which is not read");
  CHECK(refusal("") == "declares no element");
  CHECK(refusal(content(R"(<xs:sequence minOccurs="many"/>)")) == "says `many` where a count belongs");
  CHECK(read_xsd("<a/>").error().message == "is not an XML Schema");
  CHECK(read_xsd("<a").error().message == "is not well-formed XML");
}

TEST_CASE("an XSD that is deep, large or a circle ends") {
  std::string deep = kElement;
  for (int i = 0; i < 5'000; ++i) deep = "<xs:sequence>" + deep + "</xs:sequence>";
  CHECK(refusal(content(deep)) == "is nested too deeply");
  std::string nested = kElement;
  for (int i = 0; i < 70; ++i) nested = "<xs:sequence>" + nested + "</xs:sequence>";
  CHECK(refusal(content(nested)).find("nested too deeply") != std::string::npos);

  // Ten groups, each ten times in the next: ten to the power of ten elements.
  std::string groups = R"(<xs:group name="g0"><xs:sequence>)" + kElement + "</xs:sequence></xs:group>";
  for (int i = 1; i <= 10; ++i) {
    groups += "<xs:group name=\"g" + std::to_string(i) + "\"><xs:sequence>";
    for (int j = 0; j < 10; ++j) groups += "<xs:group ref=\"g" + std::to_string(i - 1) + "\"/>";
    groups += "</xs:sequence></xs:group>";
  }
  CHECK(refusal(groups + content(R"(<xs:group ref="g10"/>)")) == "has too many parts");
  CHECK(refusal(R"(<xs:group name="g"><xs:sequence><xs:group ref="g"/></xs:sequence></xs:group>)" +
                content(R"(<xs:group ref="g"/>)")) == "is nested too deeply");
  CHECK(refusal(R"(<xs:attributeGroup name="g"><xs:attributeGroup ref="g"/></xs:attributeGroup>)" +
                content(R"(<xs:attributeGroup ref="g"/>)")) == "is nested too deeply");
  // What names itself twice doubles with each step down.
  CHECK(refusal(R"(<xs:attributeGroup name="g"><xs:attributeGroup ref="g"/><xs:attributeGroup ref="g"/>)"
                R"(</xs:attributeGroup>)" +
                content(R"(<xs:attributeGroup ref="g"/>)")) == "is nested too deeply");
  CHECK(refusal(R"(<xs:group name="g"><xs:sequence><xs:group ref="g"/><xs:group ref="g"/></xs:sequence></xs:group>)" +
                content(R"(<xs:group ref="g"/>)")) == "is nested too deeply");
  CHECK(refusal(R"(<xs:simpleType name="s"><xs:union memberTypes="s s"/></xs:simpleType>)"
                R"(<xs:element name="a" type="s"/>)") == "is nested too deeply");
  std::string attributes = R"(<xs:attributeGroup name="g0"><xs:attribute name="x"/></xs:attributeGroup>)";
  for (int i = 1; i <= 30; ++i) {
    const auto below = "<xs:attributeGroup ref=\"g" + std::to_string(i - 1) + "\"/>";
    attributes += "<xs:attributeGroup name=\"g" + std::to_string(i) + "\">" + below + below + "</xs:attributeGroup>";
  }
  CHECK(refusal(attributes + content(R"(<xs:attributeGroup ref="g30"/>)")) == "has too many parts");
  // A thousand types, each with all of the one before.
  std::string types = R"(<xs:complexType name="t0"/>)";
  std::string elements;
  for (int i = 1; i <= 1'000; ++i) {
    const auto name = "t" + std::to_string(i);
    types += "<xs:complexType name=\"" + name + "\"><xs:complexContent><xs:extension base=\"t" + std::to_string(i - 1) +
             "\"><xs:attribute name=\"" + name + "\"/></xs:extension></xs:complexContent></xs:complexType>";
    elements += "<xs:element name=\"" + name + "\" type=\"" + name + "\"/>";
  }
  CHECK(refusal(types + elements) == "has too many parts");
  CHECK(refusal(R"(<xs:simpleType name="s"><xs:restriction base="s"/></xs:simpleType>)"
                R"(<xs:element name="a" type="s"/>)") == "is nested too deeply");
  CHECK(
      refusal(
          R"(<xs:complexType name="t"><xs:complexContent><xs:extension base="t"/></xs:complexContent></xs:complexType>)"
          R"(<xs:element name="a" type="t"/>)") == "has a type that extends itself");
}

TEST_CASE("expressions of XML Schema become those of RE2") {
  CHECK(xsd_pattern_to_re2("([0-9]{1,5}.){3}[0-9]{1,5}") == "([0-9]{1,5}[^\\n\\r]){3}[0-9]{1,5}");
  CHECK(xsd_pattern_to_re2("^a$") == "\\^a\\$");  // no anchors in XML Schema
  CHECK(xsd_pattern_to_re2("\\d[\\d\\-]\\s\\.") == "\\p{Nd}[\\p{Nd}\\-][ \\t\\n\\r]\\.");
  CHECK(xsd_pattern_to_re2("\\p{Lu}|[^a]") == "\\p{Lu}|[^a]");
  for (const auto* unknown :
       {"\\i\\c*", "[a-z-[aeiou]]", "\\p{IsGreek}", "\\w", "a*?", "(?:a)", "[", "\\", "a{2", "[]", "\\b"}) {
    INFO(unknown);
    CHECK_FALSE(xsd_pattern_to_re2(unknown));
  }
}

TEST_CASE("a schema is the same after its catalogue file was written, read and packed") {
  const std::string ddf =
      R"(<MgmtTree xmlns:MSFT="http://schemas.microsoft.com/MobileDevice/DM"><Node><NodeName>Own</NodeName>
    <Path>./Vendor/MSFT</Path><DFProperties><AccessType><Replace/></AccessType><DFFormat><xml/></DFFormat>
    <MSFT:AllowedValues ValueType="XSD"><MSFT:Value><![CDATA[)" +
      xsd(R"(<xs:element name="a"><xs:complexType><xs:sequence>
      <xs:element name="b" maxOccurs="unbounded"><xs:complexType>
        <xs:attribute name="x" use="required"><xs:simpleType><xs:restriction base="xs:string">
          <xs:maxLength value="3"/><xs:enumeration value="v"/></xs:restriction></xs:simpleType></xs:attribute>
      </xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>)") +
      "]]></MSFT:Value></MSFT:AllowedValues></DFProperties></Node></MgmtTree>";
  const Import import = import_ddf({{"Own.xml", ddf}}, {"Test", {}});
  REQUIRE(import.files.size() == 1);
  CHECK(import.notes.empty());
  const auto facts = facts_from_json(import.files[0].json);
  REQUIRE(facts.ok());
  CHECK(to_json(facts.value()) == import.files[0].json);

  const auto catalog = Catalog::built_in().with({{"Own.json", import.files[0].json}});
  REQUIRE(catalog.ok());
  const auto schema = csp_test::node(catalog.value(), "./Vendor/MSFT/Own").schema();
  REQUIRE(schema);
  CHECK(schema->roots() == std::vector<std::string_view>{"a"});
  REQUIRE(schema->inner("b"));
  CHECK_FALSE(schema->inner("a"));
  const auto content = schema->type(*schema->root("a")).content();
  REQUIRE((content && content->part_count() == 1));
  CHECK((content->part(0).name() == "b" && content->part(0).min() == 1 && !content->part(0).max()));
  const auto attribute = schema->type(*schema->inner("b")).attribute(0);
  CHECK((attribute.name == "x" && attribute.required));
  CHECK(attribute.type.values() == std::vector<std::string_view>{"v"});
  CHECK(attribute.type.max_length() == 3);
  CHECK_FALSE(attribute.type.min_length());
}

TEST_CASE("a catalogue file with a schema that leads nowhere is refused") {
  const auto problem = [](const std::string& schema) {
    base::JsonErrors errors("the file");
    const auto json = nlohmann::json::parse(schema);
    [[maybe_unused]] const auto facts = read_schema(base::JsonReader(json, errors));
    return errors.failed() ? errors.error().message : std::string();
  };
  CHECK(problem(R"({"roots":[{"name":"a","type":0}],"types":[{}],"simple":[]})").empty());
  CHECK(problem(R"({"roots":[{"name":"a","type":1}],"types":[{}],"simple":[]})") ==
        "`/roots/0/type` of the file leads nowhere");
  CHECK(problem(R"({"roots":[],"types":[{"text":0}],"simple":[]})") == "`/types/0/text` of the file leads nowhere");
  CHECK(problem(R"({"roots":[],"types":[],"simple":[{"kind":"list","of":[0]}]})") ==
        "`/simple/0/of` of the file names a type that does not stand before it");
  CHECK(problem(R"({"roots":[],"types":[],"simple":[{"kind":"restriction"}]})") ==
        "`/simple/0/of` of the file does not name as many types as its kind is made of");
  CHECK(problem(R"({"roots":[],"types":[{"content":{"kind":"choice","parts":[
      {"kind":"any"},{"kind":"any"}]}}],"simple":[]})")
            .find("could be read in two ways") != std::string::npos);
}

TEST_CASE("six of Microsoft's seven XSDs are read, and the one of VPNv2 is named") {
  const auto catalog = Catalog::built_in();
  std::size_t with = 0, without = 0;
  for (const auto& facts : csp_test::committed_nodes()) {
    if (facts.allowed.kind != Allowed::Xsd) continue;
    ++(facts.schema ? with : without);
    CHECK(csp_test::node(catalog, facts.path).schema().has_value() == (facts.schema != nullptr));
  }
  CHECK(with == 16);    // AppLocker 11 and five others
  CHECK(without == 2);  // ProfileXML of the device and of the user
}

TEST_CASE("csp import names the XSD that cannot be read", "[shared]") {
  const auto path = csp_test::shared() / "ddf-2026-02" / "VPNv2.xml";
  const Import import = import_ddf({{"VPNv2.xml", csp_test::slurp(path)}}, {"Test", {}});
  CHECK(import.problems.empty());
  REQUIRE(import.notes.size() == 2);
  for (const auto& note : import.notes)
    CHECK(note.message.ends_with("/{ProfileName}/ProfileXML: its XSD needs `EapHostConfig.xsd`"));
}
