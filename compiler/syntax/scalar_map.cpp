#include "syntax/scalar_map.hpp"

#include <algorithm>

#include "syntax/scalar.hpp"
#include "syntax/scalar_walk.hpp"

namespace pinwright::syntax {

ScalarMap::ScalarMap(const source::SourceMap& sources, source::Span span, std::string_view decoded) : span_(span) {
  // A plain scalar on one line spells itself, and so does the text of a value's file, which is no YAML.
  if (sources.text(span) == decoded) {
    add({0, static_cast<std::uint32_t>(decoded.size()), span.begin, span.end});
    behind_ = span.end;
    return;
  }
  ScalarWalk walk(sources.text(span.file).substr(0, span.end), span.begin, decoded);
  for (Piece piece; walk.next(piece);) {
    add({static_cast<std::uint32_t>(piece.decoded), static_cast<std::uint32_t>(piece.size),
         static_cast<std::uint32_t>(piece.begin), static_cast<std::uint32_t>(piece.end)});
  }
  behind_ = walk.position();
}

/// Most of a text goes byte by byte, and the walk stops at each blank: such pieces become one.
auto ScalarMap::add(const Stretch& next) -> void {
  if (!stretches_.empty() && next.by_byte()) {
    Stretch& last = stretches_.back();
    if (last.by_byte() && last.end == next.begin && last.behind() == next.decoded) {
      last.size += next.size;
      last.end = next.end;
      return;
    }
  }
  stretches_.push_back(next);
}

auto ScalarMap::slice(std::size_t begin, std::size_t end) const -> source::Span {
  const auto is_behind = [](std::size_t place, const Stretch& one) { return place < one.behind(); };
  const auto first = std::upper_bound(stretches_.begin(), stretches_.end(), begin, is_behind);
  // What lies behind the last piece, such as the line feed that ends a block scalar, is empty and before the closing
  // quote.
  std::size_t low = behind_;
  if (first != stretches_.end())
    low = first->begin + (first->by_byte() && begin > first->decoded ? begin - first->decoded : 0);
  std::size_t high = low;
  if (end > begin) {
    const auto last = std::upper_bound(first, stretches_.end(), end - 1, is_behind);
    high = behind_;
    if (last != stretches_.end()) high = last->by_byte() ? last->begin + (end - last->decoded) : last->end;
  }
  low = std::clamp<std::size_t>(low, span_.begin, span_.end);
  high = std::clamp<std::size_t>(high, low, span_.end);
  return {span_.file, static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(high)};
}

auto slice(const source::SourceMap& sources, source::Span span, std::string_view decoded, std::size_t begin,
           std::size_t end) -> source::Span {
  return ScalarMap(sources, span, decoded).slice(begin, end);
}

}  // namespace pinwright::syntax
