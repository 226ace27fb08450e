#include <catch2/catch.hpp>

#include "unit/syntax/read.hpp"

namespace pinwright::syntax {
namespace {

using testing::Read;

auto first(const Read& read) -> const Node& {
  REQUIRE_FALSE(read.documents.empty());
  return read.documents.front();
}

}  // namespace

TEST_CASE("a mapping is found by key and keeps the order of the file") {
  const Read read("b: 1\na: two\n");
  const Node& root = first(read);
  REQUIRE(root.find("a") != nullptr);
  CHECK(root.find("a")->text == "two");
  CHECK(root.find("c") == nullptr);
  CHECK(root.members[0].key.text == "b");
}

TEST_CASE("a scalar keeps its style") {
  const Read read("[a, 'b', \"c\"]\n---\n- |\n  d\n- >\n  e\n");
  REQUIRE(read.documents.size() == 2);
  CHECK(read.documents[0].items[0].style == Style::Plain);
  CHECK(read.documents[0].items[1].style == Style::SingleQuoted);
  CHECK(read.documents[0].items[2].style == Style::DoubleQuoted);
  CHECK(read.documents[1].items[0].style == Style::Literal);
  CHECK(read.documents[1].items[1].style == Style::Folded);
}

TEST_CASE("empty documents are left out without a finding") {
  for (const char* source : {"", "\n", "# nothing\n", "---\n", "---\n...\n---\n", "\xEF\xBB\xBF"}) {
    CAPTURE(source);
    const Read read(source);
    CHECK(read.documents.empty());
    CHECK(read.findings().empty());
  }
}

TEST_CASE("a broken document is left out and those before it stay") {
  const Read read("a: 1\n---\nb: [\n");
  CHECK(read.documents.size() == 1);
  CHECK(read.report() == "yaml-syntax «[»");
}

TEST_CASE("a file that is not YAML is left out even where its first lines could stand alone") {
  const Read read("  a: 1\nb: 2\n");
  CHECK(read.documents.empty());
  CHECK(read.report() == "yaml-syntax «b:»");
}

TEST_CASE("of duplicate keys the first stays and is labelled") {
  const Read read("a: 1\n\"a\": 2\nb: 3\n");
  const Node& root = first(read);
  CHECK(root.members.size() == 2);
  CHECK(root.find("a")->text == "1");
  CHECK(read.report() == "duplicate-key «\"a\"»");
  REQUIRE(read.findings()[0].labels.size() == 1);
  CHECK(read.text(read.findings()[0].labels[0].span) == "a");
}

TEST_CASE("duplicate keys are found in long mappings too") {
  std::string source;
  for (int i = 0; i < 100; ++i) source += "k" + std::to_string(i) + ": 0\n";
  const Read read(source + "k42: 1\nz: 2\n");
  CHECK(first(read).members.size() == 101);
  CHECK(first(read).find("k42")->text == "0");
  CHECK(first(read).members.back().key.text == "z");
  CHECK(read.report() == "duplicate-key «k42»");
}

TEST_CASE("a merge key is refused and the other keys stay") {
  const Read read("<<: {b: 1}\na: 1\n\"<<\": 2\n");
  CHECK(read.report() == "yaml-syntax «<<»");
  CHECK(read.findings()[0].help.find("settingSets") != std::string::npos);
  CHECK(first(read).members.size() == 2);
}

TEST_CASE("a key that is a collection is refused and the other keys stay") {
  const Read read("? [a]\n: b\n{c: d}: e\nf: g\n");
  CHECK(read.report() == "yaml-syntax «[a]»\nyaml-syntax «{c: d}»");
  CHECK(first(read).members.size() == 1);
}

TEST_CASE("a tag makes text of a plain scalar") {
  CHECK(first(Read("!!str 5")).style == Style::SingleQuoted);
  CHECK(first(Read("! 5")).style == Style::SingleQuoted);
}

TEST_CASE("tags of the core schema that fit are read") {
  CHECK(Read("a: !!int 5\nb: !!map {c: !!seq [!!null ~, !!bool true, !!float 1.5, !!str 'x']}\nd: !!null\n").report() ==
        "");
}

TEST_CASE("other tags are refused where they stand") {
  CHECK(Read("a: &x !secret b\n").report() == "yaml-syntax «!secret»");
  CHECK(Read("a: !!int b\n").report() == "yaml-syntax «!!int»");
  CHECK(Read("a: !!int '5'\n").report() == "yaml-syntax «!!int»");
  CHECK(Read("a: !list\n  - b\n").report() == "yaml-syntax «!list»");
}

TEST_CASE("an alias is a copy of its anchor") {
  const Read read("a: &x {b: c}\nd: *x\n");
  CHECK(read.findings().empty());
  CHECK(first(read).find("d")->find("b")->text == "c");
}

TEST_CASE("an alias inside its own anchor is refused") { CHECK(Read("a: &x [*x]\n").report() == "yaml-syntax «*x»"); }

TEST_CASE("anchors end with their document") { CHECK(Read("a: &x b\n---\nc: *x\n").report() == "yaml-syntax «*x»"); }

TEST_CASE("directives are read") {
  const Read read("%YAML 1.2\n---\na: 1\n");
  CHECK(read.findings().empty());
  CHECK(read.documents.size() == 1);
}

TEST_CASE("escapes of one code point are whole code points") {
  CHECK(first(Read("\"\\N\\_\\L\\P\\x41\\u00e9\\U0001F600\"")).text == "\u0085\u00A0\u2028\u2029A\u00E9\U0001F600");
}

TEST_CASE("tabs are content in block scalars and separators in flow collections") {
  CHECK(Read("a: |\n  x\n  \ty\n").report() == "");
  CHECK(Read("a: [\n\tb,\n\tc ]\n").report() == "");
  CHECK(Read("a:\tb\t# c\n").report() == "");
}

}  // namespace pinwright::syntax
