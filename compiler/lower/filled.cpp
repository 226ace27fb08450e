#include "lower/filled.hpp"

#include <algorithm>
#include <string_view>

#include "syntax/scalar.hpp"

namespace pinwright::lower {

namespace {

/// A file's text, and a scalar that is written as it reads, need no walk through quotes and folded lines.
auto slice(const source::SourceMap& sources, source::Span scalar, std::string_view decoded, std::size_t begin,
           std::size_t end) -> source::Span {
  if (sources.text(scalar) != decoded) return syntax::slice(sources, scalar, decoded, begin, end);
  return {scalar.file, scalar.begin + static_cast<std::uint32_t>(begin),
          scalar.begin + static_cast<std::uint32_t>(end)};
}

auto slice_of(const source::SourceMap& sources, const Piece& piece, std::size_t begin, std::size_t end)
    -> source::Span {
  // A placeholder's value is one cause: its whole scalar is to blame, and a reader finds it at once.
  if (piece.from_placeholder) return piece.scalar;
  const auto length = piece.decoded->size();
  const auto from = std::min(length, begin - piece.begin + piece.offset);
  const auto to = std::min(length, end - piece.begin + piece.offset);
  return slice(sources, piece.scalar, *piece.decoded, from, to);
}

}  // namespace

auto place(const source::SourceMap& sources, const Origin& origin, std::string_view text, std::size_t begin,
           std::size_t end) -> source::Span {
  const auto size = text.size();
  if (origin.pieces.empty()) return slice(sources, origin.span, text, std::min(begin, size), std::min(end, size));
  for (const auto& piece : origin.pieces) {
    if (begin >= piece.begin && end <= piece.end) return slice_of(sources, piece, begin, end);
  }
  return origin.span;
}

auto place(const source::SourceMap& sources, const Filled& filled, std::size_t begin, std::size_t end) -> source::Span {
  return place(sources, filled, filled.text, begin, end);
}

auto place(const source::SourceMap& sources, const Origin& origin) -> source::Span {
  if (origin.pieces.size() == 1 && origin.pieces.front().from_placeholder) return origin.pieces.front().scalar;
  static_cast<void>(sources);
  return origin.span;
}

}  // namespace pinwright::lower
