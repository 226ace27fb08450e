#include <algorithm>
#include <cstdint>

#include "syntax/scalar.hpp"
#include "syntax/scalar_walk.hpp"

namespace pinwright::syntax {
namespace {

auto by_byte(const Piece& piece) -> bool { return piece.size == piece.end - piece.begin; }

}  // namespace

auto slice(const source::SourceMap& sources, source::Span span, std::string_view decoded, std::size_t begin,
           std::size_t end) -> source::Span {
  // A plain scalar on one line spells itself, and so does the text of a value's file, which is no YAML.
  if (sources.text(span) == decoded) {
    const auto at = [&](std::size_t offset) {
      return span.begin + static_cast<std::uint32_t>(std::min(offset, decoded.size()));
    };
    return {span.file, at(begin), at(std::max(begin, end))};
  }
  ScalarWalk walk(sources.text(span.file).substr(0, span.end), span.begin, decoded);
  std::size_t first = span.end;
  std::size_t last = span.end;
  bool begun = false;
  bool ended = false;
  Piece piece;
  while (!ended && walk.next(piece)) {
    const std::size_t behind = piece.decoded + piece.size;
    if (!begun && begin < behind) {
      begun = true;
      first = piece.begin + (by_byte(piece) && begin > piece.decoded ? begin - piece.decoded : 0);
    }
    if (begun && end <= behind) {
      ended = true;
      last = by_byte(piece) ? piece.begin + (std::max(end, piece.decoded) - piece.decoded) : piece.end;
    }
  }
  // What lies behind the last piece, such as the line feed that ends a block scalar, is empty and before the closing
  // quote.
  if (!begun) first = walk.position();
  if (!ended) last = walk.position();
  if (end <= begin) last = first;
  const std::size_t low = std::clamp<std::size_t>(first, span.begin, span.end);
  return {span.file, static_cast<std::uint32_t>(low),
          static_cast<std::uint32_t>(std::clamp<std::size_t>(last, low, span.end))};
}

}  // namespace pinwright::syntax
