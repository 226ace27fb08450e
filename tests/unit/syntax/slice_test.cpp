#include <catch2/catch.hpp>

#include "syntax/scalar.hpp"
#include "unit/syntax/read.hpp"

namespace pinwright::syntax {
namespace {

using testing::Read;

struct Row {
  std::string source;  // of a mapping `a: …`
  std::string part;    // of the decoded text, its first occurrence
  std::string spelled;
};

const std::vector<Row> kRows = {
    {"a: one two\n", "two", "two"},
    {"a: 'it''s here'\n", "'", "''"},
    {"a: 'it''s here'\n", "here", "here"},
    {"a: 'it''s here'\n", "it's", "it''s"},
    {"a: \"x\\ty\\u00E9z\"\n", "\t", "\\t"},
    {"a: \"x\\ty\\u00E9z\"\n", "y", "y"},
    {"a: \"x\\ty\\u00E9z\"\n", "é", "\\u00E9"},
    {"a: \"x\\ty\\u00E9z\"\n", "z", "z"},
    {"a: \"\\U0001F600\\x41\\_\\L.\"\n", "A", "\\x41"},
    {"a: \"\\U0001F600\\x41\\_\\L.\"\n", ".", "."},
    {"a: \"x \\\"y\\\" z\"\n", "\"y\"", "\\\"y\\\""},
    {"a: \"one\n  two\n\n  three\"\n", " two", "\n  two"},
    {"a: \"one\n  two\n\n  three\"\n", "two\nthree", "two\n\n  three"},
    {"a: \"one \\\n  two\"\n", "two", "two"},
    {"a: one\n  two\n\n  three\n", "three", "three"},
    {"a: one\r\n  two\r\n", "two", "two"},
    {"a: |\n  one\n    two\n\n  three\n", "  two", "  two"},
    {"a: |\n  one\n    two\n\n  three\n", "three", "three"},
    {"a: |\n  one\n    two\n\n  three\n", "\n\n", "\n\n"},
    {"a: |\r\n  one\r\n  two\r\n", "two", "two"},
    {"a: |1\n   one\n  two\n", "two", "two"},
    {"a: |+\n\n\n  one\n\n", "one", "one"},
    {"a: >-  # note\n  one\n  two\n\n  three\n    four\n  five\n", "two", "two"},
    {"a: >-  # note\n  one\n  two\n\n  three\n    four\n  five\n", "three", "three"},
    {"a: >-  # note\n  one\n  two\n\n  three\n    four\n  five\n", "  four", "  four"},
    {"a: >-  # note\n  one\n  two\n\n  three\n    four\n  five\n", "five", "five"},
    {"a: >\n\n  one\n\n\n  two\n", "two", "two"},
};

}  // namespace

TEST_CASE("a piece of decoded text is found in the source") {
  for (const Row& row : kRows) {
    CAPTURE(row.source, row.part);
    const Read read(row.source);
    REQUIRE(read.documents.size() == 1);
    const Node& value = *read.documents[0].find("a");
    const std::size_t begin = value.text.find(row.part);
    REQUIRE(begin != std::string::npos);
    const source::Span span = slice(read.sources, value.span, value.text, begin, begin + row.part.size());
    CHECK(read.text(span) == row.spelled);
  }
}

TEST_CASE("an empty piece is an empty place inside the quotes") {
  const Read read("a: 'bc'\n");
  const Node& value = *read.documents[0].find("a");
  CHECK(slice(read.sources, value.span, value.text, 0, 0).begin == 4);
  CHECK(slice(read.sources, value.span, value.text, 2, 2).begin == 6);
  CHECK(slice(read.sources, value.span, value.text, 2, 2).end == 6);
}

TEST_CASE("the last line feed of a block scalar is an empty place at its end") {
  const Read read("a: |\n  b\n");
  const Node& value = *read.documents[0].find("a");
  const source::Span span = slice(read.sources, value.span, value.text, 1, 2);
  CHECK(span.begin == value.span.end);
  CHECK(span.end == value.span.end);
}

TEST_CASE("a decoded text of another scalar does not lead out of the span") {
  const Read read("a: bc\nd: efgh\n");
  const Node& value = *read.documents[0].find("a");
  const source::Span span = slice(read.sources, value.span, "bc\nd: efgh", 1, 9);
  CHECK(span.begin >= value.span.begin);
  CHECK(span.end <= value.span.end);
}

}  // namespace pinwright::syntax
