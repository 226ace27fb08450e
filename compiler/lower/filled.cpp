#include "lower/filled.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "syntax/scalar_map.hpp"

namespace pinwright::lower {

/// The scalars that a text comes from, as they were asked for.
class PlaceCache {
 public:
  auto of(const source::SourceMap& sources, source::Span scalar, std::string_view decoded) -> const syntax::ScalarMap& {
    const auto known = maps_.find(scalar);
    if (known != maps_.end()) return known->second;
    return maps_.emplace(scalar, syntax::ScalarMap(sources, scalar, decoded)).first->second;
  }

 private:
  std::map<source::Span, syntax::ScalarMap> maps_;
};

namespace {

auto slice(const source::SourceMap& sources, const Origin& origin, source::Span scalar, std::string_view decoded,
           std::size_t begin, std::size_t end) -> source::Span {
  if (!origin.cache) origin.cache = std::make_shared<PlaceCache>();
  const auto size = decoded.size();
  return origin.cache->of(sources, scalar, decoded).slice(std::min(begin, size), std::min(end, size));
}

}  // namespace

auto piece_with(const Origin& origin, std::size_t begin, std::size_t end) -> const Piece* {
  const auto found = std::partition_point(origin.pieces.begin(), origin.pieces.end(),
                                          [&](const Piece& piece) { return piece.end < end; });
  return found == origin.pieces.end() || begin < found->begin ? nullptr : &*found;
}

auto place(const source::SourceMap& sources, const Origin& origin, std::string_view text, std::size_t begin,
           std::size_t end) -> source::Span {
  if (origin.pieces.empty()) return slice(sources, origin, origin.span, text, begin, end);
  const auto* piece = piece_with(origin, begin, end);
  if (piece == nullptr) return origin.span;
  // A placeholder's value is one cause: its whole scalar is to blame, and a reader finds it at once.
  if (piece->from_placeholder) return piece->scalar;
  return slice(sources, origin, piece->scalar, *piece->decoded, begin - piece->begin + piece->offset,
               end - piece->begin + piece->offset);
}

auto place(const source::SourceMap& sources, const Filled& filled, std::size_t begin, std::size_t end) -> source::Span {
  return place(sources, filled, filled.text, begin, end);
}

auto place(const Origin& origin) -> source::Span {
  if (origin.pieces.size() == 1 && origin.pieces.front().from_placeholder) return origin.pieces.front().scalar;
  return origin.span;
}

}  // namespace pinwright::lower
