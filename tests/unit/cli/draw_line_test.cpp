#include "cli/views/draw_line.hpp"

#include <catch2/catch.hpp>
#include <sstream>

using namespace pinwright;
using namespace pinwright::cli::views;

namespace {

enum class Depth : std::uint8_t { Brief, Full };

auto drawn(const ChangeLine& line, Depth depth = Depth::Brief) -> std::string {
  std::ostringstream out;
  draw_line(out, line, "  ", depth == Depth::Full, diag::Paint(false));
  return out.str();
}

auto values(std::string before, std::string after) -> ChangeLine {
  ChangeLine line;
  line.path = "p";
  line.before = std::move(before);
  line.after = std::move(after);
  return line;
}

auto texts(std::string before, std::string after) -> ChangeLine {
  auto line = values("one line", "another");
  line.before_text = std::move(before);
  line.after_text = std::move(after);
  return line;
}

auto numbered(std::size_t count) -> std::string {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

}  // namespace

TEST_CASE("a value becomes another") { CHECK(drawn(values("8", "4")) == "  ~ p  8 -> 4\n"); }

TEST_CASE("of long values that part is shown in which they differ, and everything in full") {
  const auto path = std::string(300, 'x');
  const auto line = values(path + "Build", path);
  CHECK(drawn(line) == "  ~ p  …" + std::string(20, 'x') + "Build -> …" + std::string(20, 'x') + "\n");
  CHECK(drawn(line, Depth::Full) == "  ~ p  " + path + "Build -> " + path + "\n");
  CHECK(drawn(values("a" + path, "b" + path)) ==
        "  ~ p  a" + std::string(99, 'x') + "… -> b" + std::string(99, 'x') + "…\n");
}

TEST_CASE("nothing that a terminal obeys comes through") {
  CHECK(drawn(values("\x1b[31m", "b")).find('\x1b') == std::string::npos);
  CHECK(drawn(texts("a\n\x1b[31m", "a\nb")).find('\x1b') == std::string::npos);
}

TEST_CASE("texts are told by the lines that differ, each with its neighbours") {
  CHECK(drawn(texts("<a>\n<b/>\n<c/>\n<d/>\n<e/>\n</a>", "<a>\n<b/>\n<c/>\n<x/>\n<e/>\n</a>")) ==
        "  ~ p\n"
        "        <c/>\n"
        "      - <d/>\n"
        "      + <x/>\n"
        "        <e/>\n");
  CHECK(drawn(texts("a\nb\nc\nd\ne\nf", "A\nb\nc\nd\ne\nF")) ==
        "  ~ p\n"
        "      - a\n"
        "      + A\n"
        "        b\n"
        "      …\n"
        "        e\n"
        "      - f\n"
        "      + F\n");
}

TEST_CASE("many lines are cut with their number, and whole in full") {
  const auto brief = drawn(texts(numbered(100), "none\n"));
  CHECK(brief.find("… 85 lines more: `--full` shows all\n") != std::string::npos);
  const auto full = drawn(texts(numbered(100), "none\n"), Depth::Full);
  CHECK(full.find("- line 99\n") != std::string::npos);
  CHECK(full.find("--full") == std::string::npos);
  CHECK(drawn(texts("a\nb\nc\nd\n", "a\nb\nc\nx\n"), Depth::Full).find("  a\n") != std::string::npos);
}

TEST_CASE("texts that differ in the ends of their lines alone are told as values") {
  CHECK(drawn(texts("a\r\nb", "a\nb")) == "  ~ p  one line -> another\n");
}

TEST_CASE("a text of several lines that comes or goes is told line by line") {
  ChangeLine line;
  line.sign = '+';
  line.path = "p";
  line.after = "(stringxml)";
  line.after_text = "<a>\n</a>\n";
  CHECK(drawn(line, Depth::Full) == "  + p  (stringxml)\n      + <a>\n      + </a>\n");
}
