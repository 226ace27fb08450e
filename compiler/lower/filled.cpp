#include "lower/filled.hpp"

#include <algorithm>

#include "syntax/scalar.hpp"

namespace pinwright::lower {

namespace {

auto slice_of(const source::SourceMap& sources, const Piece& piece, std::size_t begin, std::size_t end) -> source::Span {
  // A placeholder's value is one cause: its whole scalar is to blame, and a reader finds it at once.
  if (piece.from_placeholder) return piece.scalar;
  const auto length = piece.decoded->size();
  const auto from = std::min(length, begin - piece.begin + piece.offset);
  const auto to = std::min(length, end - piece.begin + piece.offset);
  return syntax::slice(sources, piece.scalar, *piece.decoded, from, to);
}

}  // namespace

auto place(const source::SourceMap& sources, const Filled& filled, std::size_t begin, std::size_t end) -> source::Span {
  if (filled.pieces.empty()) return syntax::slice(sources, filled.span, filled.text, begin, end);
  for (const auto& piece : filled.pieces) {
    if (begin >= piece.begin && end <= piece.end) return slice_of(sources, piece, begin, end);
  }
  return filled.span;
}

auto place(const source::SourceMap& sources, const Filled& filled) -> source::Span {
  if (filled.pieces.size() == 1 && filled.pieces.front().from_placeholder) return filled.pieces.front().scalar;
  static_cast<void>(sources);
  return filled.span;
}

}  // namespace pinwright::lower
