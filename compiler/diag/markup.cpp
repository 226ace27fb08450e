#include "diag/markup.hpp"

namespace pinwright::diag {
namespace {

auto entity_of(char c) -> std::string_view {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:  // every other character stands for itself
      return {};
  }
}

}  // namespace

auto escaped(std::string_view text) -> std::string {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto entity = entity_of(c);
    if (entity.empty()) {
      out += c;
    } else {
      out += entity;
    }
  }
  return out;
}

auto pieces_of(std::string_view message) -> std::vector<Piece> {
  std::vector<Piece> pieces;
  while (!message.empty()) {
    const auto open = message.find('`');
    const auto close = open == std::string_view::npos ? open : message.find('`', open + 1);
    if (close == std::string_view::npos) {
      pieces.push_back({message, false});
      break;
    }
    if (open > 0) pieces.push_back({message.substr(0, open), false});
    pieces.push_back({message.substr(open + 1, close - open - 1), true});
    message.remove_prefix(close + 1);
  }
  return pieces;
}

}  // namespace pinwright::diag
