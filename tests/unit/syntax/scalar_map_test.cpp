#include "syntax/scalar_map.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <utility>
#include <vector>

#include "syntax/scalar_walk.hpp"
#include "unit/syntax/read.hpp"
#include "unit/syntax/yaml_printer.hpp"

namespace pinwright::syntax {
namespace {

using testing::Choices;
using testing::each_scalar;
using testing::Read;

/// The source bytes of every decoded byte, one by one; at the end the place behind the last.
using Offsets = std::vector<std::pair<std::size_t, std::size_t>>;

auto offsets_of(const Read& read, const Node& scalar) -> Offsets {
  Offsets offsets;
  const auto whole = read.sources.text(read.file);
  ScalarWalk walk(whole.substr(0, scalar.span.end), scalar.span.begin, scalar.text);
  for (Piece piece; walk.next(piece);) {
    for (std::size_t i = 0; i < piece.size; ++i) {
      if (piece.size == piece.end - piece.begin) {
        offsets.emplace_back(piece.begin + i, piece.begin + i + 1);
      } else {
        offsets.emplace_back(piece.begin, piece.end);
      }
    }
  }
  offsets.resize(scalar.text.size() + 1, {walk.position(), walk.position()});
  return offsets;
}

auto expected(const Offsets& offsets, const Node& scalar, std::size_t begin, std::size_t end) -> source::Span {
  const auto inside = [&](std::size_t at) { return std::clamp<std::size_t>(at, scalar.span.begin, scalar.span.end); };
  const auto low = inside(offsets[begin].first);
  const auto high = end > begin ? std::max(low, inside(offsets[end - 1].second)) : low;
  return {scalar.span.file, static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(high)};
}

}  // namespace

TEST_CASE("a map of a scalar answers as a plain list of offsets does") {
  REQUIRE(rc::check([](const std::vector<std::uint8_t>& seed) {
    Choices choices(seed);
    const Read read(testing::print(testing::make_tree(choices), choices));
    RC_ASSERT(read.documents.size() == 1U);
    each_scalar(read.documents[0], [&](const Node& scalar) {
      const auto offsets = offsets_of(read, scalar);
      const ScalarMap map(read.sources, scalar.span, scalar.text);
      for (std::size_t begin = 0; begin <= scalar.text.size(); ++begin) {
        for (std::size_t end = begin; end <= std::min(begin + 5, scalar.text.size()); ++end)
          RC_ASSERT(map.slice(begin, end) == expected(offsets, scalar, begin, end));
      }
    });
  }));
}

TEST_CASE("a map of a scalar stays within it, whatever it is asked") {
  const Read read("a: 'it''s here'\nb: |\n  one\n  two\n\n");
  for (const Member& member : read.documents[0].members) {
    const Node& scalar = member.value;
    const ScalarMap map(read.sources, scalar.span, scalar.text);
    for (const std::size_t begin : {std::size_t{0}, std::size_t{3}, scalar.text.size(), scalar.text.size() + 100}) {
      for (const std::size_t end : {std::size_t{0}, std::size_t{4}, scalar.text.size() + 100}) {
        const auto span = map.slice(begin, end);
        CHECK(span.begin >= scalar.span.begin);
        CHECK(span.begin <= span.end);
        CHECK(span.end <= scalar.span.end);
      }
    }
  }
}

}  // namespace pinwright::syntax
