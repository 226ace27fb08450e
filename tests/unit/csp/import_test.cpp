#include "csp/import.hpp"

#include <random>

#include "support.hpp"

using namespace pinwright::csp;

namespace {

auto tree(const std::string& nodes) -> std::string { return "<MgmtTree><VerDTD>1.2</VerDTD>" + nodes + "</MgmtTree>"; }

auto element(const std::string& head, const std::string& properties, const std::string& inner = {}) -> std::string {
  return "<Node>" + head + "<DFProperties>" + properties + "</DFProperties>" + inner + "</Node>";
}

auto root(const std::string& properties, const std::string& inner = {}) -> std::string {
  return element("<NodeName>Own</NodeName><Path>./Vendor/MSFT</Path>", properties, inner);
}

const std::string kInt = "<AccessType><Get/><Replace/></AccessType><DFFormat><int/></DFFormat>";

auto import_one(const std::string& xml) -> Import { return import_ddf({{"Own.xml", xml}}, {"Test", {}}); }

auto named(const Import& import) -> std::vector<NamedFacts> {
  csp_test::Files files;
  for (const ImportedFile& file : import.files) files.emplace_back(file.name, file.json);
  auto facts = read_catalogue(files);
  REQUIRE(facts.ok());
  return std::move(facts).value();
}

auto first_note(const std::string& xml) -> std::string {
  const Import result = import_one(xml);
  CHECK(result.problems.empty());
  CHECK(result.nodes == 1);
  return result.notes.empty() ? "" : result.notes.front().message;
}

auto first_problem(const std::string& xml) -> std::string {
  const Import result = import_one(xml);
  return result.problems.empty() ? "" : result.problems.front().message;
}

auto facts(const Import& result) -> std::vector<NodeFacts> {
  REQUIRE(result.files.size() == 1);
  auto file = facts_from_json(result.files.front().json);
  REQUIRE(file.ok());
  return std::move(file).value().nodes;
}

}  // namespace

TEST_CASE("Microsoft's files give the committed catalogue, byte by byte, in any order", "[shared]") {
  const Import earlier = import_ddf(csp_test::files_of(csp_test::shared() / "ddf", ".xml"), {"February 2025", {}});
  CHECK(earlier.files.size() == 309);
  CHECK(earlier.nodes == 5815);
  auto ddf = csp_test::files_of(csp_test::shared() / "ddf-2026-02", ".xml");
  std::shuffle(ddf.begin(), ddf.end(), std::mt19937(11));
  ImportOptions options{"February 2026", named(earlier), {}, "August 2026"};
  CHECK(options.admx.add(csp_test::files_of(csp_test::shared() / "admx", ".admx")).empty());
  const Import result = import_ddf(ddf, options);
  for (const ImportProblem& problem : result.problems) FAIL_CHECK(problem.file + ": " + problem.message);
  CHECK(result.notes.size() == 2);
  for (const ImportProblem& note : result.notes) {  // its XSD imports a file that Microsoft does not publish
    INFO(note.message);
    CHECK((note.file == "VPNv2.xml" && note.message.ends_with("/ProfileXML: its XSD needs `EapHostConfig.xsd`")));
  }
  CHECK(result.nodes == 5955);
  CHECK(result.retired == 12);
  CHECK(result.policies == 2497);
  const auto committed = csp_test::committed();
  REQUIRE(result.files.size() == committed.size());
  for (const auto& [name, json] : committed) {
    const auto same = std::find_if(result.files.begin(), result.files.end(),
                                   [&wanted = name](const ImportedFile& file) { return file.name == wanted; });
    INFO(name);
    REQUIRE(same != result.files.end());
    CHECK(same->json == json);
  }
}

TEST_CASE("a catalogue file that was read is written as it was") {
  for (const auto& [name, json] : csp_test::committed()) {
    const auto file = facts_from_json(json);
    INFO(name);
    REQUIRE(file.ok());
    CHECK(to_json(file.value()) == json);
  }
}

TEST_CASE("a catalogue file has no time, no path, no description and no byte outside of ASCII") {
  for (const auto& [name, json] : csp_test::committed()) {
    INFO(name);
    CHECK(std::all_of(json.begin(), json.end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
    CHECK(json.find("\"description") == std::string::npos);
    CHECK(json.ends_with("]}\n"));
  }
}

TEST_CASE("a v1 file without Microsoft's namespace gives paths, formats and access") {
  const auto nodes = facts(import_one(
      tree(root("<AccessType><Get/></AccessType><DFFormat><node/></DFFormat><DFType><DDFName></DDFName></DFType>",
                element("<NodeName></NodeName>",
                        "<AccessType><Add/><Exec/></AccessType><DFFormat><node/></DFFormat><DFTitle>Id</DFTitle>",
                        element("<NodeName>Leaf</NodeName>", kInt)) +
                    element("<NodeName>*</NodeName>", kInt)))));
  REQUIRE(nodes.size() == 4);
  CHECK(nodes[0].path == "./Vendor/MSFT/Own");
  CHECK(nodes[1].path == "./Vendor/MSFT/Own/{Id}");
  CHECK(nodes[1].access == (static_cast<unsigned>(Access::Add) | static_cast<unsigned>(Access::Exec)));
  CHECK(nodes[2].path == "./Vendor/MSFT/Own/{Id}/Leaf");
  CHECK(nodes[2].format == Format::Int);
  CHECK(nodes[3].path == "./Vendor/MSFT/Own/{}");
  CHECK(nodes[0].builds.empty());
}

TEST_CASE("another prefix of Microsoft's namespace is read alike") {
  const auto nodes = facts(import_one(
      tree(root(kInt + "<m:AllowedValues ValueType=\"Range\"><m:Value>[(-1)-7]</m:Value></m:AllowedValues>"))));
  REQUIRE(nodes.size() == 1);
  CHECK(nodes[0].allowed.range->low == -1);
  CHECK(nodes[0].allowed.range->high == 7);
}

TEST_CASE("a pattern of a name is kept when it can be one") {
  const auto pattern = [](const std::string& text) {
    return facts(import_one(tree(root(kInt + "<MSFT:DynamicNodeNaming><MSFT:UniqueName>" + text +
                                      "</MSFT:UniqueName></MSFT:DynamicNodeNaming>"))))[0]
        .name_pattern;
  };
  CHECK(pattern("^[0-9A-F]{8}$") == "^[0-9A-F]{8}$");
  CHECK(pattern("a GUID (without braces)").empty());
  CHECK(pattern("Name").empty());
  CHECK(pattern("^(?=x)[a-z]+$").empty());
  CHECK(pattern("^([a-z])\\1$").empty());
  CHECK(pattern("^[a-z").empty());
}

TEST_CASE("what cannot be read is a problem, with the node, and the rest is kept") {
  CHECK(first_problem("").starts_with("not well-formed XML") == true);
  CHECK(first_problem("<MgmtTree><Node></MgmtTree>").starts_with("not well-formed XML at byte "));
  CHECK(first_problem("<html/>") == "root element is `html`, expected `MgmtTree`");
  CHECK(first_problem(tree("")) == "holds no node that could be read");
  CHECK(first_problem(tree(element("<NodeName>Own</NodeName>", kInt))) == "root node `Own` has no usable `Path`");
  CHECK(first_problem(tree(root(kInt) + root(kInt))) == "./Vendor/MSFT/Own: defined twice; the second is left out");
  CHECK(first_problem(tree(root(kInt, element("<NodeName>a/b</NodeName>", kInt)))).find("`a/b` is not one segment") !=
        std::string::npos);
}

TEST_CASE("a fact that cannot be read is a note, and the node is kept") {
  CHECK(first_note(tree(root("<DFFormat><what/></DFFormat>"))).find("unknown format `what`") != std::string::npos);
  const std::string range =
      kInt + R"(<MSFT:AllowedValues ValueType="Range"><MSFT:Value>some</MSFT:Value></MSFT:AllowedValues>)";
  CHECK(first_note(tree(root(range))) == "./Vendor/MSFT/Own: `some` is not a range");
  const std::string kind = kInt + R"(<MSFT:AllowedValues ValueType="Odd"/>)";
  CHECK(first_note(tree(root(kind))).find("unknown kind of allowed values `Odd`") != std::string::npos);
  const std::string builds =
      kInt + "<MSFT:Applicability><MSFT:OsBuildVersion>10.0.1, 22631.2050</MSFT:OsBuildVersion></MSFT:Applicability>";
  CHECK(first_note(tree(root(builds))) == "./Vendor/MSFT/Own: `22631.2050` is not a build");
}

TEST_CASE("a path that both files hold is kept once, whatever the order of the files") {
  const std::string xml = tree(root(kInt));
  const Import a = import_ddf({{"a.xml", xml}, {"b.xml", xml}}, {"Test", {}});
  const Import b = import_ddf({{"b.xml", xml}, {"a.xml", xml}}, {"Test", {}});
  REQUIRE(a.files.size() == 1);
  REQUIRE(b.files.size() == 1);
  CHECK(a.files[0].name == "a.json");
  CHECK(b.files[0].name == "a.json");
  CHECK(a.problems.size() == 2);
}

TEST_CASE("nesting without end is cut, not followed") {
  std::string xml = "<MgmtTree>";
  for (int i = 0; i < 50000; ++i) xml += "<Node><NodeName>n</NodeName><Path>./Vendor/MSFT</Path>";
  for (int i = 0; i < 50000; ++i) xml += "</Node>";
  const Import result = import_one(xml + "</MgmtTree>");
  CHECK(result.nodes == 64);
  REQUIRE(result.problems.size() == 1);
  CHECK(result.problems[0].message.find("nested too deeply") != std::string::npos);
}

TEST_CASE("what an import writes can be added to the catalogue") {
  const Import result = import_one(tree(root(kInt)));
  const auto catalog = Catalog::built_in().with({{"my/" + result.files[0].name, result.files[0].json}});
  REQUIRE(catalog.ok());
  CHECK(csp_test::node(catalog.value(), "./Device/Vendor/MSFT/Own").format() == Format::Int);
}

TEST_CASE("bytes that are not UTF-8 and control characters do not break the catalogue file") {
  const Import result = import_one(tree(root(kInt + "<DefaultValue>a\xFF\x01&#9;\xE2\x82</DefaultValue>")));
  for (const ImportedFile& file : result.files) CHECK(facts_from_json(file.json).ok());
}

TEST_CASE("folders do not matter: equal files are one, two of one name are a problem") {
  const std::string xml = tree(root(kInt));
  const std::string other = tree(root(kInt, element("<NodeName>Leaf</NodeName>", kInt)));
  const Import twice = import_ddf({{"x/Own.xml", xml}, {"y/z/Own.xml", xml}}, {"Test", {}});
  CHECK(twice.problems.empty());
  CHECK(twice.nodes == 1);
  const Import a = import_ddf({{"x/Own.xml", xml}, {"y/Own.xml", other}}, {"Test", {}});
  const Import b = import_ddf({{"y/Own.xml", xml}, {"x/Own.xml", other}}, {"Test", {}});
  CHECK_FALSE(a.problems.empty());
  REQUIRE(a.files.size() == 1);
  CHECK(a.files[0].json == b.files[0].json);
}

TEST_CASE("what only an earlier edition has is kept, with the name of that edition, until it comes back") {
  const auto leaf = [](const std::string& name) { return element("<NodeName>" + name + "</NodeName>", kInt); };
  const auto edition = [&](const std::string& name, const std::string& leaves, const Import* earlier) {
    const auto kept = earlier == nullptr ? std::vector<NamedFacts>() : named(*earlier);
    return import_ddf({{"Own.xml", tree(root(kInt, leaves))}}, {name, kept});
  };
  const auto retired = [](const Import& import) {
    std::vector<std::string> out;
    for (const NodeFacts& node : facts(import)) {
      if (!node.retired.empty()) out.push_back(node.path + " " + node.retired);
    }
    return out;
  };
  using Texts = std::vector<std::string>;
  const Import one = edition("1", leaf("A") + leaf("B"), nullptr);
  const Import two = edition("2", leaf("B"), &one);
  CHECK(two.retired == 1);
  CHECK(retired(two) == Texts{"./Vendor/MSFT/Own/A 1"});
  const Import three = edition("3", leaf("C"), &two);
  CHECK(retired(three) == Texts{"./Vendor/MSFT/Own/A 1", "./Vendor/MSFT/Own/B 2"});
  CHECK(retired(edition("4", leaf("A") + leaf("C"), &three)) == Texts{"./Vendor/MSFT/Own/B 2"});
}

TEST_CASE("a CSP that is gone keeps a file of its own") {
  const Import one = import_ddf({{"Own.xml", tree(root(kInt))}}, {"1", {}});
  const std::string other = tree(element("<NodeName>Other</NodeName><Path>./Vendor/MSFT</Path>", kInt));
  const Import two = import_ddf({{"Other.xml", other}}, {"2", named(one)});
  REQUIRE(two.files.size() == 2);
  CHECK(two.files[1].name == "Own.json");
  const auto catalog = Catalog::built_in().with({{"my/Own.json", two.files[1].json}});
  REQUIRE(catalog.ok());
  const Node own = csp_test::node(catalog.value(), "./Vendor/MSFT/Own");
  CHECK(own.is_retired());
  CHECK(own.edition() == "1");
}
