#include "csp/admx.hpp"

#include <map>

#include "csp/admx_join.hpp"
#include "csp/admx_xml.hpp"
#include "csp/import.hpp"
#include "support.hpp"

using namespace pinwright::csp;

namespace {

auto admx(const std::string& policies, const std::string& categories = {}) -> std::string {
  return "<policyDefinitions><policyNamespaces><target prefix=\"own\" "
         "namespace=\"Own\"/></policyNamespaces><categories>" +
         categories + "</categories><policies>" + policies + "</policies></policyDefinitions>";
}

auto policy(const std::string& inner, const std::string& attributes = "class=\"Machine\"") -> std::string {
  return "<policy name=\"P\" key=\"Software\\Own\" " + attributes + ">" + inner + "</policy>";
}

auto file_of(const std::string& bytes) -> AdmxFile {
  auto file = parse_admx(bytes);
  REQUIRE(file.ok());
  return std::move(file).value();
}

auto only_element(const std::string& xml) -> AdmxElementFacts {
  const AdmxFile file = file_of(admx(policy("<elements>" + xml + "</elements>")));
  REQUIRE(file.policies.size() == 1);
  REQUIRE(file.policies[0].elements.size() == 1);
  return file.policies[0].elements[0];
}

auto message(const std::string& bytes) -> std::string {
  const auto file = parse_admx(bytes);
  return file.ok() ? "" : file.error().message;
}

/// UTF-16 of ASCII text.
auto utf16(const std::string& text, bool little) -> std::string {
  std::string out;
  for (const char c : text) {
    if (!little) out += '\0';
    out += c;
    if (little) out += '\0';
  }
  return out;
}

}  // namespace

TEST_CASE("each kind of element with what bounds its value") {
  const auto number = only_element(R"(<decimal id="N" required="true" minValue="1" maxValue="4294967295"/>)");
  CHECK(number.kind == AdmxKind::Decimal);
  CHECK(number.required);
  CHECK(number.min == 1);
  CHECK(number.max == 4294967295);
  CHECK_FALSE(only_element(R"(<decimal id="N"/>)").max);
  CHECK(only_element(R"(<decimal id="N" maxvalue="7"/>)").max == 7);  // met in a real file
  CHECK(only_element(R"(<longDecimal id="N" maxValue="99999999999"/>)").max == 99999999999);
  CHECK(only_element(R"(<text id="T" maxLength="20"/>)").max_length == 20);
  CHECK(only_element(R"(<multiText id="T"/>)").kind == AdmxKind::MultiText);
  CHECK(only_element(R"(<boolean id="B"><trueValue><decimal value="1"/></trueValue></boolean>)").kind ==
        AdmxKind::Boolean);
}

TEST_CASE("the items of an enum have the identifier of their text, and a value or none") {
  const auto item = [](const std::string& name, const std::string& value) {
    return "<item displayName=\"$(string." + name + ")\"><value>" + value + "</value></item>";
  };
  const auto items = only_element("<enum id=\"E\">" + item("Low", "<decimal value=\"0\"/>") +
                                  item("High", "<string>high mark</string>") + item("Off", "<delete/>") + "</enum>")
                         .items;
  REQUIRE(items.size() == 3);
  CHECK(items[0].name == "Low");
  CHECK(items[0].value == "0");
  CHECK(items[1].value == "high mark");
  CHECK(items[2].name == "Off");
  CHECK_FALSE(items[2].value);
}

TEST_CASE("an empty prefix of a list is one, and none is none") {
  const auto counted = only_element(R"(<list id="L" valuePrefix="" additive="true"/>)");
  CHECK(counted.additive);
  CHECK(counted.value_prefix == "");
  CHECK_FALSE(counted.explicit_value);
  const auto named = only_element(R"(<list id="L" explicitValue="true"/>)");
  CHECK(named.explicit_value);
  CHECK_FALSE(named.value_prefix);
}

TEST_CASE("what a policy states about itself") {
  const auto file =
      file_of(admx(policy("<parentCategory ref=\"windows:System\"/><enabledValue><decimal value=\"1\"/>"
                          "</enabledValue><disabledList/>",
                          "class=\"Both\"")));
  REQUIRE(file.policies.size() == 1);
  CHECK(file.policies[0].policy_class == AdmxClass::Both);
  CHECK(file.policies[0].key == "Software\\Own");
  CHECK(file.policies[0].category == "windows:System");
  CHECK(file.policies[0].enabled_value);
  CHECK(file.policies[0].disabled_value);
  CHECK(file_of(admx(policy("", "class=\"Nobody\""))).policies.empty());
}

TEST_CASE("the categories above a policy, outermost first, as far as the file defines them") {
  const auto category = [](const std::string& name, const std::string& parent) {
    return "<category name=\"" + name + "\">" + (parent.empty() ? "" : "<parentCategory ref=\"" + parent + "\"/>") +
           "</category>";
  };
  const auto path = [&](const std::string& categories, const std::string& of) {
    const auto file = file_of(admx(policy("<parentCategory ref=\"" + of + "\"/>"), categories));
    const auto names = category_path(file, file.policies.at(0));
    return std::vector<std::string>(names.begin(), names.end());
  };
  using Texts = std::vector<std::string>;
  const auto chain = category("Top", "google:Cat_Google") + category("Sub", "own:Top");
  CHECK(path(chain, "Sub") == Texts{"Top", "Sub"});
  CHECK(path(chain, "Own:Sub") == Texts{"Top", "Sub"});
  CHECK(path(chain, "windows:Sub").empty());
  CHECK(path(chain, "Nothing").empty());
  CHECK(path(category("A", "B") + category("B", "A"), "A").size() == 32);  // a circle ends
}

TEST_CASE("every encoding that is met is read") {
  const std::string xml = admx(policy(R"(<elements><text id="T"/></elements>)"));
  const auto reads = [](const std::string& bytes) { return file_of(bytes).policies.size() == 1; };
  CHECK(reads("\xEF\xBB\xBF" + xml));
  CHECK(reads("\xFF\xFE" + utf16(xml, true)));
  CHECK(reads("\xFE\xFF" + utf16(xml, false)));
  CHECK(reads(utf16("<?xml version=\"1.0\" encoding=\"utf-16\"?>" + xml, true)));
  CHECK(reads(utf16(xml, false)));
  CHECK(reads("<?xml version=\"1.0\" encoding=\"utf-16\"?>" + xml));  // declared, and not so
  const auto id = [&](const std::string& encoding, const std::string& bytes) {
    return file_of("<?xml version='1.0' encoding='" + encoding + "'?>" +
                   admx(policy("<elements><text id=\"" + bytes + "\"/></elements>")))
        .policies.at(0)
        .elements.at(0)
        .id;
  };
  CHECK(id("windows-1252", "\x80\xFC") == "\xE2\x82\xAC\xC3\xBC");  // € ü
  CHECK(id("ISO-8859-1", "\xFC") == "\xC3\xBC");
  CHECK(id("windows-1251", "\xFF") == "\xD1\x8F");  // я
  CHECK(id("iso-8859-15", "\xA4") == "\xE2\x82\xAC");
}

TEST_CASE("what is no ADMX is refused with what it is") {
  CHECK(message("<policyDefinitionResources/>") == "it is an ADML, the texts of an ADMX");
  CHECK(is_adml("<policyDefinitionResources/>"));
  CHECK_FALSE(is_adml(admx("")));
  CHECK_FALSE(is_adml("<"));
  CHECK(message("<html/>") == "root element is `html`, expected `policyDefinitions`");
  CHECK(message("<policyDefinitions>").starts_with("not well-formed XML at byte "));
  CHECK(message("<?xml version=\"1.0\" encoding=\"shift_jis\"?><policyDefinitions/>") ==
        "its encoding `shift_jis` is not known");
  CHECK(message("<policyDefinitions>\xFC</policyDefinitions>") == "byte 19 is not UTF-8");
  CHECK(message("<?xml version=\"1.0\" encoding=\"windows-1252\"?>\x81").find("is not windows-1252") !=
        std::string::npos);
  CHECK(message("\xFF\xFE<") == "not UTF-16 as its first bytes say");
}

TEST_CASE("nesting without end does no harm") {
  std::string xml = "<policyDefinitions>";
  for (int i = 0; i < 50000; ++i) xml += "<categories>";
  for (int i = 0; i < 50000; ++i) xml += "</categories>";
  CHECK(parse_admx(xml + "</policyDefinitions>").ok());
}

TEST_CASE("policies are found by file and name, letter case and folders aside, the first file in order holds") {
  AdmxSet set;
  const auto problems = set.add({{"x/Own.admx", admx(policy("", "class=\"User\""))},
                                 {"a/own.ADMX", admx(policy("", "class=\"Both\""))},
                                 {"bad.admx", "<html/>"}});
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].starts_with("bad.admx: "));
  REQUIRE(set.find("OWN.admx", "p") != nullptr);
  CHECK(set.find("Own.admx", "P")->policy_class == AdmxClass::Both);
  CHECK(set.find("Own.admx", "Q") == nullptr);
  CHECK(set.find("Other.admx", "P") == nullptr);
}

TEST_CASE("a node has the elements of its policy, in the built-in catalogue and in an added one") {
  const auto built_in = Catalog::built_in();
  const auto again = Catalog::built_in().with(csp_test::committed());
  REQUIRE(again.ok());
  for (const Catalog* catalog : {&built_in, &again.value()}) {
    const Node node = csp_test::node(*catalog, "./Device/Vendor/MSFT/Policy/Config/Printers/PointAndPrintRestrictions");
    const auto policy = node.admx();
    REQUIRE(policy);
    CHECK(policy->name == "PointAndPrint_Restrictions_Win7");
    CHECK(policy->edition == "August 2026");
    CHECK(policy->policy_class == AdmxClass::Machine);
    const AdmxElement* servers = policy->element("pointandprint_trustedservers_edit");
    REQUIRE(servers != nullptr);
    CHECK(servers->id == "PointAndPrint_TrustedServers_Edit");
    CHECK(servers->kind == AdmxKind::Text);
    const AdmxElement* warning = policy->element("PointAndPrint_NoWarningNoElevationOnInstall_Enum");
    REQUIRE(warning != nullptr);
    REQUIRE(warning->items.size() == 2);
    CHECK(warning->items[0].value == "0");
    CHECK(policy->element("Nothing") == nullptr);
  }
  CHECK_FALSE(csp_test::node(built_in, "./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera").admx());
}

TEST_CASE("packed facts are those of the files, policy by policy") {
  const auto catalog = Catalog::built_in();
  std::size_t policies = 0, with_elements = 0;
  std::vector<std::string> corrected;  // by the overlay: the DDF file names another policy
  for (const NodeFacts& facts : csp_test::committed_nodes()) {
    if (!facts.admx || !facts.admx->policy) continue;
    ++policies;
    const auto packed = csp_test::node(catalog, facts.path).admx();
    INFO(facts.path);
    REQUIRE(packed);
    const AdmxPolicy wanted = view(*facts.admx->policy);
    with_elements += wanted.elements.empty() ? 0U : 1U;
    if (packed->name != wanted.name) {
      corrected.push_back(facts.path);
      continue;
    }
    REQUIRE(packed->elements.size() == wanted.elements.size());
    REQUIRE(packed->policy_class == wanted.policy_class);
    REQUIRE(packed->disabled_value == wanted.disabled_value);
    for (std::size_t i = 0; i < wanted.elements.size(); ++i) {
      const AdmxElement& a = packed->elements[i];
      const AdmxElement& b = wanted.elements[i];
      REQUIRE(a.id == b.id);
      REQUIRE(a.kind == b.kind);
      REQUIRE(a.required == b.required);
      REQUIRE(a.min == b.min);
      REQUIRE(a.max == b.max);
      REQUIRE(a.max_length == b.max_length);
      REQUIRE(a.additive == b.additive);
      REQUIRE(a.explicit_value == b.explicit_value);
      REQUIRE(a.value_prefix == b.value_prefix);
      REQUIRE(a.items.size() == b.items.size());
      for (std::size_t k = 0; k < b.items.size(); ++k) {
        REQUIRE(a.items[k].name == b.items[k].name);
        REQUIRE(a.items[k].value == b.items[k].value);
      }
    }
  }
  CHECK(policies == 2497);
  CHECK(with_elements == 1026);
  CHECK(corrected == std::vector<std::string>{"./Device/Vendor/MSFT/BitLocker/EncryptionMethodByDriveType"});
}

TEST_CASE("all 303 ADMX files are read, element by element", "[shared]") {
  const auto files = csp_test::files_of(csp_test::shared() / "admx", ".admx");
  CHECK(files.size() == 303);
  std::size_t policies = 0;
  std::map<AdmxKind, int> kinds;
  for (const auto& [name, bytes] : files) {
    INFO(name);
    const AdmxFile file = file_of(bytes);
    policies += file.policies.size();
    for (const auto& one : file.policies) {
      for (const auto& element : one.elements) ++kinds[element.kind];
    }
  }
  // Counted in the files with another program.
  CHECK(policies == 12625);
  CHECK(kinds == std::map<AdmxKind, int>{{AdmxKind::Boolean, 2081},
                                         {AdmxKind::Enum, 2421},
                                         {AdmxKind::Decimal, 1084},
                                         {AdmxKind::Text, 2300},
                                         {AdmxKind::MultiText, 140},
                                         {AdmxKind::List, 692}});
}
