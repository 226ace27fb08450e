#include "diag/excerpt.hpp"

#include <algorithm>
#include <string_view>

#include "diag/visible.hpp"

namespace pinwright::diag {
namespace {

constexpr std::size_t kBefore = 80;
constexpr std::size_t kMarked = 200;
constexpr std::size_t kAfter = 80;

auto is_inside_character(std::string_view text, std::size_t at) -> bool {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80;
}

auto head(std::string_view text, std::size_t size) -> std::string {
  if (text.size() <= size) return visible(text);
  while (size > 0 && is_inside_character(text, size)) --size;
  return visible(text.substr(0, size)) + "…";
}

auto tail(std::string_view text, std::size_t size) -> std::string {
  if (text.size() <= size) return visible(text);
  auto begin = text.size() - size;
  while (is_inside_character(text, begin)) ++begin;
  return "…" + visible(text.substr(begin));
}

}  // namespace

auto excerpt_of(source::Span span, Places& places) -> Excerpt {
  const auto& index = places.of(span.file);
  const auto line = index.line(index.position(span.begin).line);
  const auto inside = [&](std::size_t offset) {
    return std::min(offset - std::min(offset, line.begin), line.text.size());
  };
  const auto begin = inside(span.begin);
  const auto end = std::max(inside(span.end), begin);
  return {tail(line.text.substr(0, begin), kBefore), head(line.text.substr(begin, end - begin), kMarked),
          head(line.text.substr(end), kAfter)};
}

}  // namespace pinwright::diag
