#include <catch2/catch.hpp>

#include "unit/syntax/read.hpp"

namespace pinwright::syntax {
namespace {

using testing::Read;

/// Each node's source, in order of the file, collections before what they hold.
auto pieces(const Read& read, const Node& node) -> std::vector<std::string> {
  std::vector<std::string> all = {read.text(node.span)};
  const auto add = [&](const Node& child) {
    for (std::string& piece : pieces(read, child)) all.push_back(std::move(piece));
  };
  for (const Node& item : node.items) add(item);
  for (const Member& member : node.members) {
    add(member.key);
    add(member.value);
  }
  return all;
}

struct Row {
  std::string source;
  std::vector<std::string> pieces;
};

const std::vector<Row> kRows = {
    {"a: b # c\n", {"a: b", "a", "b"}},
    {"a:   # comment\nb: c\n", {"a:   # comment\nb: c", "a", "", "b", "c"}},
    {"a: b\r\nc: d\r\n", {"a: b\r\nc: d", "a", "b", "c", "d"}},
    {"- - a\n  - b\n- c\n", {"- - a\n  - b\n- c", "- a\n  - b", "a", "b", "c"}},
    {"- a\n-\n-   # comment\n", {"- a\n-\n-", "a", "", ""}},
    {"\"a b\": 'it''s'\n", {"\"a b\": 'it''s'", "\"a b\"", "'it''s'"}},
    {"a: \"x \\\" y\" # \"\n", {"a: \"x \\\" y\"", "a", "\"x \\\" y\""}},
    {"a: \"x\n  y\"\n", {"a: \"x\n  y\"", "a", "\"x\n  y\""}},
    {"a: b\n  c\n\n  d # e\nf: g\n", {"a: b\n  c\n\n  d # e\nf: g", "a", "b\n  c\n\n  d", "f", "g"}},
    {"a: b\r\n  c\r\n", {"a: b\r\n  c", "a", "b\r\n  c"}},
    {"a: |\n  x\n\n  y\n\n\nb: c\n", {"a: |\n  x\n\n  y\n\n\nb: c", "a", "|\n  x\n\n  y", "b", "c"}},
    {"a: |+2\n   x\n\n", {"a: |+2\n   x", "a", "|+2\n   x"}},
    {"a: |-\n  x\r\n  y\r\n", {"a: |-\n  x\r\n  y", "a", "|-\n  x\r\n  y"}},
    {"a: >-  # note\n  x\n  y\n\n   z\n  w\n",
     {"a: >-  # note\n  x\n  y\n\n   z\n  w", "a", ">-  # note\n  x\n  y\n\n   z\n  w"}},
    {"a: |\nb: c\n", {"a: |\nb: c", "a", "|", "b", "c"}},
    {"a: &x b\n", {"a: &x b", "a", "b"}},
    {"a: !!str 5\n", {"a: !!str 5", "a", "5"}},
    {"a: &x !!str\n  'b'\n", {"a: &x !!str\n  'b'", "a", "'b'"}},
    {"a: &x\nb: c\n", {"a: &x\nb: c", "a", "", "b", "c"}},
    {"a: !!str\n'b': c\n", {"a: !!str\n'b': c", "a", "", "'b'", "c"}},
    {"a: &x\n  b: c\n", {"a: &x\n  b: c", "a", "b: c", "b", "c"}},
    {"a: &x {b: c}\n", {"a: &x {b: c}", "a", "{b: c}", "b", "c"}},
    {"&x a: b\n", {"&x a: b", "a", "b"}},
    {"? a\n: b\n", {"? a\n: b", "a", "b"}},
    {"? a\n? b\n", {"? a\n? b", "a", "", "b", ""}},
    {"{a: , b, c: d, }\n", {"{a: , b, c: d, }", "a", "", "b", "", "c", "d"}},
    {"[a, [b, {c: [d]}], e] # f\n",
     {"[a, [b, {c: [d]}], e]", "a", "[b, {c: [d]}]", "b", "{c: [d]}", "c", "[d]", "d", "e"}},
    {"[ a, # ]\n  b ]\n", {"[ a, # ]\n  b ]", "a", "b"}},
    {"[a, b: c]\n", {"[a, b: c]", "a", "b: c", "b", "c"}},
    {"{\"a\":1}\n", {"{\"a\":1}", "\"a\"", "1"}},
    {"a: [ ]\nb: { }\n", {"a: [ ]\nb: { }", "a", "[ ]", "b", "{ }"}},
    {"a: ~\nb: null\n", {"a: ~\nb: null", "a", "~", "b", "null"}},
    {"a:\nnull: b\n", {"a:\nnull: b", "a", "", "null", "b"}},
    {"- \n- null\n", {"- \n- null", "", "null"}},
    {"{null: null, a}\n", {"{null: null, a}", "null", "null", "a", ""}},
    {"a:\n- b\n- c\nd: e\n", {"a:\n- b\n- c\nd: e", "a", "- b\n- c", "b", "c", "d", "e"}},
    {"a: ''\n", {"a: ''", "a", "''"}},
    {"\xEF\xBB\xBF"
     "a: é\nb: c\n",
     {"a: é\nb: c", "a", "é", "b", "c"}},
    {"--- a\n", {"a"}},
    {"--- # c\n- a\n...\n", {"- a", "a"}},
};

}  // namespace

TEST_CASE("every node's span is its exact source") {
  for (const Row& row : kRows) {
    CAPTURE(row.source);
    const Read read(row.source);
    CHECK(read.report() == "");
    REQUIRE(read.documents.size() == 1);
    CHECK(pieces(read, read.documents[0]) == row.pieces);
  }
}

TEST_CASE("an alias has the spans of what it repeats and the collection around it ends behind it") {
  const Read read("a: &x [b]\nc: *x\n");
  REQUIRE(read.documents.size() == 1);
  CHECK(pieces(read, read.documents[0]) ==
        std::vector<std::string>{"a: &x [b]\nc: *x", "a", "[b]", "b", "c", "[b]", "b"});
}

TEST_CASE("each document has its own spans") {
  const Read read("a: 1\n---\n- b\n...\n# c\n---\nd\n");
  REQUIRE(read.documents.size() == 3);
  CHECK(read.text(read.documents[0].span) == "a: 1");
  CHECK(read.text(read.documents[1].span) == "- b");
  CHECK(read.text(read.documents[2].span) == "d");
}

}  // namespace pinwright::syntax
