#include "format/places.hpp"

#include <algorithm>

namespace pinwright::format {
namespace {

using syntax::Kind;
using syntax::Node;
using syntax::Style;

/// With `|+` and `>+` the blank lines behind the last byte of text are content too.
auto end_of(const Node& node, std::string_view text) -> std::size_t {
  const auto header = text.substr(node.span.begin, text.substr(node.span.begin).find('\n'));
  std::size_t end = node.span.end;
  if (header.substr(0, header.find('#')).find('+') == std::string_view::npos) return end;
  const auto next = text.find_first_not_of(" \t\r\n", end);
  if (next == std::string_view::npos) return text.size();
  return text.rfind('\n', next) + 1;
}

auto visit(const Node& node, std::string_view text, NodePlaces& places) -> void {
  const bool whole = node.kind == Kind::Scalar || is_flow(node, text);
  if (whole) {
    const bool block = node.style == Style::Literal || node.style == Style::Folded;
    const auto inside = text.substr(node.span.begin, node.span.end - node.span.begin);
    if (inside.find('\n') != std::string_view::npos) {
      places.ranges.push_back({node.span.begin, block ? end_of(node, text) : node.span.end, block});
    }
    return;
  }
  places.block_collections.insert(node.span.begin);
  for (const auto& item : node.items) visit(item, text, places);
  for (const auto& member : node.members) {
    visit(member.key, text, places);
    visit(member.value, text, places);
  }
}

}  // namespace

auto places_of(const Document& document) -> NodePlaces {
  NodePlaces places;
  for (const auto& node : document.nodes()) visit(node, document.text(), places);
  // An anchored node that is read again at its alias has one place.
  const auto by_place = [](const auto& a, const auto& b) { return a.begin < b.begin; };
  std::sort(places.ranges.begin(), places.ranges.end(), by_place);
  const auto same_place = [](const auto& a, const auto& b) { return a.begin == b.begin; };
  places.ranges.erase(std::unique(places.ranges.begin(), places.ranges.end(), same_place), places.ranges.end());
  return places;
}

}  // namespace pinwright::format
