#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cstdint>

#include "base/utf8.hpp"
#include "syntax/scalar.hpp"
#include "unit/syntax/read.hpp"
#include "unit/syntax/yaml_printer.hpp"

namespace pinwright::syntax {
namespace {

using testing::Choices;
using testing::each_scalar;
using testing::Read;

auto same(const Node& a, const Node& b) -> bool {
  if (a.kind != b.kind || a.text != b.text) return false;
  if (a.items.size() != b.items.size() || a.members.size() != b.members.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same(a.items[i], b.items[i])) return false;
  }
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    if (!same(a.members[i].key, b.members[i].key) || !same(a.members[i].value, b.members[i].value)) return false;
  }
  return true;
}

auto without_end(std::string text) -> std::string {
  text.erase(text.find_last_not_of('\n') + 1);
  return text;
}

/// The span's text, read alone, is the scalar again; the last line feeds of a block scalar stand behind its span.
auto decodes_alone(const Read& read, const Node& scalar) -> bool {
  if (scalar.span.begin == scalar.span.end) return scalar.text.empty();
  const bool block = scalar.style == Style::Literal || scalar.style == Style::Folded;
  const Read alone(read.text(scalar.span));
  if (alone.documents.size() != 1) return block && without_end(scalar.text).empty();
  const std::string& text = alone.documents[0].text;
  return block ? without_end(text) == without_end(scalar.text) : text == scalar.text;
}

/// Every visible code point is spelled by itself, an escape or a doubled quote, in order.
auto slices_in_order(const Read& read, const Node& scalar) -> bool {
  std::size_t last = scalar.span.begin;
  for (std::size_t at = 0; at < scalar.text.size();) {
    const std::size_t size = base::code_point_at(scalar.text, at).size;
    const std::string_view point = std::string_view(scalar.text).substr(at, size);
    const source::Span span = slice(read.sources, scalar.span, scalar.text, at, at + size);
    const std::string spelled = read.text(span);
    if (span.begin < last || span.end > scalar.span.end) return false;
    const bool space = point == " " || point == "\n";
    if (!space && spelled != point && spelled != "''" && spelled.substr(0, 1) != "\\") return false;
    last = span.begin;
    at += size;
  }
  return true;
}

}  // namespace

TEST_CASE("a tree printed in any style is read as the same tree") {
  REQUIRE(rc::check([](const std::vector<std::uint8_t>& seed) {
    Choices choices(seed);
    const Node tree = testing::make_tree(choices);
    const std::string source = testing::print(tree, choices);
    RC_LOG() << source << std::endl;
    const Read read(source);
    RC_ASSERT(read.report() == "");
    RC_ASSERT(read.documents.size() == 1U);
    RC_ASSERT(same(tree, read.documents[0]));
    each_scalar(read.documents[0], [&](const Node& scalar) {
      RC_ASSERT(decodes_alone(read, scalar));
      RC_ASSERT(slices_in_order(read, scalar));
    });
  }));
}

}  // namespace pinwright::syntax
