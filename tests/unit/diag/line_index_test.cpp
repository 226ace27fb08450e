#include "diag/line_index.hpp"

#include <catch2/catch.hpp>

using namespace pinwright;

TEST_CASE("the line index answers as the source map does, at every offset") {
  std::string long_line(3000, 'x');
  for (std::size_t i = 0; i < long_line.size(); i += 7) long_line.replace(i, 1, "é日");
  for (const std::string& text :
       {std::string(), std::string("\n"), std::string("a\r\nb\n\nc"), std::string("\uFEFFa\nb"), std::string("\uFEFF"),
        std::string("bad \xE2\x82 bytes\n\xFF"), long_line + "\n" + long_line}) {
    source::SourceMap sources;
    const auto file = sources.add("a.yaml", text);
    const diag::LineIndex index(sources.text(file));
    for (std::size_t offset = 0; offset <= text.size() + 1; ++offset) {
      const auto expected = sources.position(file, offset);
      const auto actual = index.position(offset);
      CAPTURE(text.substr(0, 40), offset);
      REQUIRE(actual.line == expected.line);
      REQUIRE(actual.column == expected.column);
      REQUIRE(index.line(actual.line).begin == sources.line_at(file, offset).begin);
      REQUIRE(index.line(actual.line).text == sources.line_at(file, offset).text);
    }
  }
}
