#include <catch2/catch.hpp>

#include "unit/syntax/read.hpp"

namespace pinwright::syntax {
namespace {

using testing::Read;

struct Row {
  std::string source;
  std::string report;
  std::string message;
};

const std::vector<Row> kSyntax = {
    {"a:\n\tb: c\n", "yaml-syntax «\t»", "a tab is used as indentation"},
    {"a: 1\n\tb: 2\n", "yaml-syntax «\t»", "a tab is used as indentation"},
    {"a:\n \tb\n", "yaml-syntax «\t»", "a tab is used as indentation"},
    {"a: \"b\nc: d\n", "yaml-syntax «\"»", "the quote is never closed"},
    {"a: 'x'\nb: 'y\n", "yaml-syntax «'»", "the quote is never closed"},
    {"a: it's\nb: 'y\n", "yaml-syntax «'»", "the quote is never closed"},
    {"a: [b, c\n", "yaml-syntax «[»", "the bracket `[` is never closed"},
    {"a: {b: [c]\n", "yaml-syntax «{»", "the bracket `{` is never closed"},
    {"a: [b\nc: d\n", "yaml-syntax «:»", "`:` stands where `,` or `]` is expected"},
    {"a: b]\nc: ]\n", "yaml-syntax «]»", "the bracket `]` closes nothing"},
    {"a: [b}\n", "yaml-syntax «}»", "the bracket `}` does not match"},
    {"a: b: c\n", "yaml-syntax «:»", "a second `:` makes a mapping inside a value"},
    {"a: 1\n b: 2\n", "yaml-syntax «:»", "a `:` makes a mapping where none can start"},
    {"a: \"b\" c\n", "yaml-syntax «c»", "`c` follows a closing quote"},
    {"a:\n  b: 1\n c: 2\n", "yaml-syntax «c:»", "`c:` has the indentation of no key above it"},
    {"a:\n  - b\n - c\n", "yaml-syntax «-»", "this `-` is not in the column of the list above"},
    {"a: - b\n", "yaml-syntax «-»", "a list cannot start on this line"},
    {"a: @b\n", "yaml-syntax «@»", "a value cannot start with `@`"},
    {"a: %b%\n", "yaml-syntax «%»", "a value cannot start with `%`"},
    {"a: \"C:\\dir\"\n", "yaml-syntax «\\d»", "the escape `\\d` is not known"},
    {"a: \"\\xZZ\"\n", "yaml-syntax «\\xZZ»", "the escape `\\xZZ` is not known"},
    {"a: *.contoso.com\n", "yaml-syntax «*.contoso.com»", "the alias `*.contoso.com` names no anchor"},
    {"a: * b\n", "yaml-syntax «*»", "an alias or an anchor has no name"},
    {"a: | b\n", "yaml-syntax «b»", "text stands on the line of `|` or `>`"},
    {"a: 1\nb\n", "yaml-syntax «b»", "no colon stands behind the key `b`"},
    {"a:\nb\n", "yaml-syntax «b»", "no colon stands behind the key `b`"},
    {"[a, , b]\n", "yaml-syntax «,»", "an entry of this list is empty"},
    {"{a: 1, , b: 2}\n", "yaml-syntax «»", "a key is missing here"},
    {"- a\nb: c\n", "yaml-syntax «b:»", "this text continues nothing above it"},
    {"a: 1\n%foo\n", "yaml-syntax «%foo»", "this text continues nothing above it"},
    {"a: 1\rb: 2\r", "yaml-syntax «\r»", "a carriage return without a line feed"},
    {"a: \x04\n", "yaml-syntax «\x04»", "the control character U+0004 cannot stand in YAML"},
};

const std::vector<Row> kEncoding = {
    {std::string("\xFF\xFE"
                 "a\0",
                 4),
     "invalid-utf8 «\xFF\xFE»", "the file is UTF-16: it starts with its byte order mark"},
    {std::string("a\0:\0 \0b\0", 8), std::string("invalid-utf8 «\0»", 18),
     "the file looks like UTF-16 without a byte order mark"},
    {std::string("abcdefghijkl\0", 13), std::string("invalid-utf8 «\0»", 18),
     "the file holds a NUL byte: it looks like a binary file"},
    {"a: caf\xE9\n", "invalid-utf8 «\xE9»",
     "the byte 0xE9 is not UTF-8 here: the file looks like text of a one-byte encoding or like a binary file"},
};

auto check(const std::vector<Row>& rows) -> void {
  for (const Row& row : rows) {
    CAPTURE(row.source);
    const Read read(row.source);
    CHECK(read.report() == row.report);
    REQUIRE(read.findings().size() == 1);
    CHECK(read.findings()[0].message == row.message);
    CHECK_FALSE(read.findings()[0].help.empty());
  }
}

auto repeated(std::string_view piece, std::size_t count) -> std::string {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

/// The slug and message of the only finding.
auto only(const Read& read) -> std::string {
  if (read.findings().size() != 1) return std::to_string(read.findings().size()) + " findings";
  return std::string(diag::info(read.findings()[0].code).slug) + ": " + read.findings()[0].message;
}

}  // namespace

TEST_CASE("what is not YAML is explained at the smallest place") { check(kSyntax); }

TEST_CASE("what is not UTF-8 is named for what it looks like") { check(kEncoding); }

TEST_CASE("offsets of findings count a byte order mark") {
  const Read read(
      "\xEF\xBB\xBF"
      "a: @b\n");
  CHECK(read.report() == "yaml-syntax «@»");
}

TEST_CASE("an unclosed bracket or quote is labelled where a later line trips over it") {
  const Read bracket("a: [b\nc: d\n");
  REQUIRE(bracket.findings()[0].labels.size() == 1);
  CHECK(bracket.text(bracket.findings()[0].labels[0].span) == "[");
  const Read quote("a: \"b\nc: \"d\"\n");
  REQUIRE(quote.findings()[0].labels.size() == 1);
  CHECK(quote.findings()[0].labels[0].span.begin == 3);
}

TEST_CASE("a file of too many bytes is refused") {
  CHECK(only(Read("a: bcd\n", {.bytes = 6})) == "limit-exceeded: the file has 7 bytes, more than 6");
}

TEST_CASE("nesting has a limit") {
  CHECK(Read(repeated("[", 64) + repeated("]", 64)).findings().empty());
  const std::string message = "limit-exceeded: collections are nested more than 64 deep";
  CHECK(only(Read(repeated("[", 65) + repeated("]", 65))) == message);
  CHECK(only(Read(repeated("[", 100'000))) == message);
  CHECK(only(Read(repeated("{", 100'000))) == message);
  CHECK(only(Read(repeated("[\n", 100'000))) == message);
  CHECK(only(Read(repeated("- ", 100'000))) == message);
  CHECK(only(Read(repeated("? ", 100'000))) == message);
}

TEST_CASE("nesting through aliases has the same limit") {
  std::string source = "a0: &a0 [x]\n";
  for (int i = 1; i < 70; ++i) {
    source += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
  }
  const Read read(source);
  CHECK(only(read) == "limit-exceeded: collections are nested more than 64 deep");
  CHECK(read.report() == "limit-exceeded «*a62»");
}

TEST_CASE("nodes are counted with aliases expanded and before they are copied") {
  std::string source = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string alias = "*a" + std::to_string(i - 1) + ", ";
    source += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated(alias, 10) + "]\n";
  }
  CHECK(only(Read(source)) == "limit-exceeded: the file has more than 1000000 nodes, aliases expanded");
}

TEST_CASE("the text that anchors and aliases repeat has a limit") {
  const std::string message = "limit-exceeded: the anchors and aliases of the file repeat more than 100 bytes of text";
  const Limits limits{.repeated = 100};
  const std::string ten = "a: &a " + repeated("x", 10) + "\nb: [";
  CHECK(Read(ten + repeated("*a, ", 9) + "]\n", limits).findings().empty());
  CHECK(only(Read(ten + repeated("*a, ", 10) + "]\n", limits)) == message);
  // Mappings count with their keys, and what an alias stands for counts again where it is anchored in turn.
  CHECK(Read("a: &a {key: 12345678}\nb: &b [*a, *a]\nc: *b\n", limits).findings().empty());
  CHECK(only(Read("a: &a {key: 12345678}\nb: &b [*a, *a]\nc: [*b, *b, *b]\n", limits)) == message);
  // Anchors inside anchors are copies too.
  CHECK(only(Read("a: &a [&b [&c [&d [&e [&f " + repeated("x", 20) + "]]]]]\n", limits)) == message);
}

TEST_CASE("a flood of brackets or of findings is cut") {
  CHECK(only(Read("[" + repeated(",", 1'000'000) + "]")) ==
        "limit-exceeded: the file holds 1000002 brackets and commas, more than 1000000");
  CHECK(Read("[" + repeated(",", 10'000) + "]").findings().size() < 200);
  CHECK(Read(repeated("a: 1\n", 10'000)).findings().size() < 200);
}

}  // namespace pinwright::syntax
