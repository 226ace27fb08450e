#include "source/source_map.hpp"

#include <catch2/catch.hpp>

using namespace pinwright::source;

namespace {

auto position_in(std::string text, std::size_t offset) -> std::pair<std::size_t, std::size_t> {
  SourceMap sources;
  const auto file = sources.add("a.yaml", std::move(text));
  const auto position = sources.position(file, offset);
  return {position.line, position.column};
}

using At = std::pair<std::size_t, std::size_t>;

}  // namespace

TEST_CASE("ids follow the order in which files are added") {
  SourceMap sources;
  const auto a = sources.add("a.yaml");
  const auto b = sources.add("b.yaml", "text");
  CHECK(a < b);
  sources.set_text(a, "later");
  CHECK(sources.text(a) == "later");
  CHECK(sources.path(b) == "b.yaml");
  CHECK(sources.size() == 2);
}

TEST_CASE("a span that leaves its file is clipped") {
  SourceMap sources;
  const auto file = sources.add("a.yaml", "hello");
  CHECK(sources.text(Span{file, 1, 3}) == "el");
  CHECK(sources.text(Span{file, 3, 99}) == "lo");
  CHECK(sources.text(Span{file, 99, 100}).empty());
  CHECK(sources.text(Span{file, 3, 1}).empty());
}

TEST_CASE("columns count code points") {
  CHECK(position_in("日本x", 6) == At{1, 3});
  CHECK(position_in("a\né=1", 4) == At{2, 2});
}

TEST_CASE("an offset inside a code point has the column of that code point") {
  CHECK(position_in("a日b", 2) == At{1, 2});
}

TEST_CASE("the end of a file that ends with a line break is on a line of its own") {
  CHECK(position_in("a\n", 2) == At{2, 1});
  CHECK(position_in("a\n", 1) == At{1, 2});
  CHECK(position_in("", 0) == At{1, 1});
  CHECK(position_in("ab", 99) == At{1, 3});
}

TEST_CASE("a byte order mark has no column") {
  CHECK(position_in("\uFEFFkey", 3) == At{1, 1});
  CHECK(position_in("\uFEFFkey", 0) == At{1, 1});
  CHECK(position_in("\uFEFFkey", 4) == At{1, 2});
}

TEST_CASE("a line is given without its break and with its beginning") {
  SourceMap sources;
  const auto file = sources.add("a.yaml", "\uFEFFone\r\ntwo\n\nlast");
  const auto line = [&](std::size_t offset) { return std::string(sources.line_at(file, offset).text); };
  CHECK(line(0) == "one");
  CHECK(sources.line_at(file, 5).begin == 3);
  CHECK(line(7) == "one");  // the line break belongs to its line
  CHECK(line(8) == "two");
  CHECK(line(12) == "");
  CHECK(line(13) == "last");
  CHECK(line(999) == "last");
}
