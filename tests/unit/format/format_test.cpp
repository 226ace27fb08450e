#include "format/format.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cstdint>

#include "format/document.hpp"
#include "unit/syntax/yaml_printer.hpp"

using namespace pinwright;

namespace {

auto laid_out(std::string_view text) -> std::optional<std::string> { return format::format(text); }

}  // namespace

TEST_CASE("collections stand two columns further than what holds them") {
  CHECK(laid_out("a:\n     b: 1\n     c:\n      - x\n      -   y: 1\n          z: 2\n") ==
        "a:\n  b: 1\n  c:\n    - x\n    - y: 1\n      z: 2\n");
  CHECK(laid_out("a:\n- x\n-  - y\n   - z\nb: 1\n") == "a:\n  - x\n  - - y\n    - z\nb: 1\n");
}

TEST_CASE("comments stay with what they stand before, or with the collection that they end") {
  CHECK(laid_out("# head\na:\n    # about b\n    b: 1   # here\n    # the end of a\nc: 2\n# tail\n") ==
        "# head\na:\n  # about b\n  b: 1   # here\n  # the end of a\nc: 2\n# tail\n");
}

TEST_CASE("what is in a scalar moves as a whole") {
  CHECK(laid_out("a:\n    b: |\n        x\n          y\n\n        z\n    c: 1\n") ==
        "a:\n  b: |\n      x\n        y\n\n      z\n  c: 1\n");
  CHECK(laid_out("a:\n     - one\n       two\n") == "a:\n  - one\n    two\n");
  CHECK(laid_out("a: |+\n  x\n\n\nb: 1\n") == "a: |+\n  x\n\n\nb: 1\n");
  CHECK(laid_out("a: |-\n  x") == "a: |-\n  x");
}

TEST_CASE("lines end with a line feed, with one blank line at most") {
  CHECK(laid_out("\xEF\xBB\xBF\n\na: 1  \r\n\r\n\r\n\nb: 2") == "a: 1\n\nb: 2\n");
  CHECK(laid_out("a: 1\n\n\n") == "a: 1\n");
  CHECK(laid_out("") == "");
}

TEST_CASE("there is one space behind a colon and a comma, and none inside brackets") {
  CHECK(laid_out("a:   1\nb: {  x:  1 ,y: 2}\nc: [ 1,2 ,  3 ]\n") == "a: 1\nb: {x: 1, y: 2}\nc: [1, 2, 3]\n");
  CHECK(laid_out("a:   &x 1\nb: [*x,  2]\n") == "a:   &x 1\nb: [*x,  2]\n");  // an anchor or alias is left alone
}

TEST_CASE("what is not YAML is not formatted") {
  CHECK_FALSE(laid_out("a: [1").has_value());
  CHECK_FALSE(laid_out("a: 1\na: 2\n").has_value());
}

TEST_CASE("documents stay apart") {
  CHECK(laid_out("---\na:\n   b: 1\n---\nc: 1\n") == "---\na:\n  b: 1\n---\nc: 1\n");
}

TEST_CASE("formatting keeps every node, and formatting again changes nothing") {
  REQUIRE(rc::check([](const std::vector<std::uint8_t>& seed) {
    syntax::testing::Choices choices(seed);
    const auto tree = syntax::testing::make_tree(choices);
    const auto source = syntax::testing::print(tree, choices);
    RC_LOG() << source << std::endl;
    const auto once = laid_out(source);
    RC_ASSERT(once.has_value());
    RC_LOG() << *once << std::endl;
    RC_ASSERT(same_nodes(format::Document(source), format::Document(*once)));
    RC_ASSERT(laid_out(*once) == *once);
  }));
}
