#include "csp/diff.hpp"

#include "csp/import.hpp"
#include "support.hpp"

using namespace pinwright::csp;

namespace {

auto node(const std::string& path, const std::vector<std::string>& values = {}) -> NodeFacts {
  NodeFacts facts;
  facts.path = path;
  facts.format = Format::Int;
  if (!values.empty()) facts.allowed = {.kind = Allowed::Enum, .values = values};
  return facts;
}

auto edition(std::vector<NodeFacts> nodes) -> std::vector<NamedFacts> {
  return {{"Own.json", {.edition = "1", .csp = "Own", .nodes = std::move(nodes)}}};
}

using Texts = std::vector<std::string>;
const std::string kOwn = "./Device/Vendor/MSFT/Own";

}  // namespace

TEST_CASE("nodes are compared by what they are, not by spelling, file or order") {
  const auto before = edition({node(kOwn), node(kOwn + "/B"), node(kOwn + "/a")});
  const auto after =
      std::vector<NamedFacts>{{"x.json", {.edition = "2", .nodes = {node("./Vendor/MSFT/own/A"), node(kOwn + "/b")}}},
                              {"y.json", {.edition = "2", .nodes = {node(kOwn)}}}};
  const EditionDiff diff = diff_editions(before, after);
  CHECK(diff.added.empty());
  CHECK(diff.gone.empty());
  // The spelling of a path is a fact of the catalogue too.
  REQUIRE(diff.changed.size() == 2);
  CHECK(diff.changed[0].path == "./Vendor/MSFT/own/A");
  CHECK(diff.changed[0].facts[0].key == "path");
  CHECK(diff.changed[1].path == kOwn + "/b");
}

TEST_CASE("added, gone and changed nodes, each in order") {
  const auto before = edition({node(kOwn), node(kOwn + "/Gone"), node(kOwn + "/V", {"0", "1"})});
  auto changed = node(kOwn + "/V", {"0", "1", "2"});
  changed.builds = {"10.0.22621"};
  const auto after = edition({node(kOwn), changed, node(kOwn + "/Fresh")});
  const EditionDiff diff = diff_editions(before, after);
  CHECK(diff.added == Texts{kOwn + "/Fresh"});
  CHECK(diff.gone == Texts{kOwn + "/Gone"});
  REQUIRE(diff.changed.size() == 1);
  REQUIRE(diff.changed[0].facts.size() == 2);
  CHECK(diff.changed[0].facts[0].key == "values");
  CHECK(diff.changed[0].facts[0].before == Texts{"0", "1"});
  CHECK(diff.changed[0].facts[0].after == Texts{"0", "1", "2"});
  CHECK(diff.changed[0].facts[1].key == "builds");
  CHECK(diff.changed[0].facts[1].before.empty());
}

TEST_CASE("editions are compared by number, whatever their place in the file") {
  auto before = node(kOwn);
  before.editions = {4, 48};
  auto after = node(kOwn);
  after.editions = {4, 48, 210};
  const EditionDiff diff = diff_editions(edition({before}), edition({after}));
  REQUIRE(diff.changed.size() == 1);
  CHECK(diff.changed[0].facts[0].before == Texts{"4", "48"});
  CHECK(diff.changed[0].facts[0].after == Texts{"4", "48", "210"});
  CHECK(diff_editions(edition({before}), edition({before})).changed.empty());
}

TEST_CASE("a retired node is gone, and one that came back is added") {
  auto retired = node(kOwn + "/A");
  retired.retired = "0";
  CHECK(diff_editions(edition({node(kOwn + "/A")}), edition({retired})).gone == Texts{kOwn + "/A"});
  CHECK(diff_editions(edition({retired}), edition({node(kOwn + "/A")})).added == Texts{kOwn + "/A"});
}

TEST_CASE("the two editions of Microsoft's files differ by 152 new nodes and 12 that are gone", "[shared]") {
  const auto facts = [](const std::string& folder) {
    csp_test::Files files;
    const Import import = import_ddf(csp_test::files_of(csp_test::shared() / folder, ".xml"), {folder, {}});
    for (const ImportedFile& file : import.files) files.emplace_back(file.name, file.json);
    auto read = read_catalogue(files);
    REQUIRE(read.ok());
    return std::move(read).value();
  };
  const EditionDiff diff = diff_editions(facts("ddf"), facts("ddf-2026-02"));
  CHECK(diff.added.size() == 152);
  CHECK(diff.gone.size() == 12);
}
