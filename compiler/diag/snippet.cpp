#include "diag/snippet.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "diag/draw.hpp"
#include "diag/visible.hpp"

namespace pinwright::diag {
namespace {

/// The marks of one file by line number.
struct Block {
  source::Span head;  ///< what the line above the code names
  std::map<std::size_t, std::vector<Mark>> lines;
};

auto mark_of(source::Span span, const LineIndex& index) -> Mark {
  const auto number = index.position(span.begin).line;
  const auto line = index.line(number);
  const auto inside = [&](std::size_t offset) {
    return std::min(offset - std::min(offset, line.begin), line.text.size());
  };
  Mark mark;
  mark.begin = inside(span.begin);
  mark.end = std::max(inside(span.end), mark.begin);
  // A span that ends with the line break covers nothing of the next line.
  mark.continues = span.end > span.begin && index.position(span.end - 1).line > number;
  return mark;
}

auto add(Block& block, source::Span span, std::string text, bool primary, Places& places) -> void {
  const auto& index = places.of(span.file);
  auto mark = mark_of(span, index);
  mark.text = std::move(text);
  mark.primary = primary;
  block.lines[index.position(span.begin).line].push_back(std::move(mark));
}

auto block_of(std::vector<Block>& blocks, source::Span span) -> Block& {
  const auto found =
      std::find_if(blocks.begin(), blocks.end(), [&](const Block& block) { return block.head.file == span.file; });
  return found == blocks.end() ? blocks.emplace_back(Block{span, {}}) : *found;
}

/// The finding's own file first, then those of its labels in their order. A label at the very place of the finding says
/// what the carets point at.
auto blocks_of(const Diagnostic& diagnostic, Places& places) -> std::vector<Block> {
  std::vector<Block> blocks;
  std::string own_text;
  for (const auto& label : diagnostic.labels) {
    if (label.span == diagnostic.span && own_text.empty()) own_text = label.text;
  }
  if (diagnostic.span.known()) {
    add(block_of(blocks, diagnostic.span), diagnostic.span, own_text, true, places);
  }
  for (const auto& label : diagnostic.labels) {
    const bool shown = label.span == diagnostic.span && label.text == own_text;
    if (label.span.known() && !shown) add(block_of(blocks, label.span), label.span, label.text, false, places);
  }
  return blocks;
}

/// Writes what belongs to one finding: they share the width of the gutter and the colour of the carets.
class Writer {
 public:
  Writer(std::ostream& out, const Paint& paint, std::size_t width, Style carets)
      : out_(out), paint_(paint), width_(width), carets_(carets) {}

  auto write(const Block& block, Places& places, std::string_view arrow) -> void {
    const auto& index = places.of(block.head.file);
    const auto at = index.position(block.head.begin);
    out_ << std::string(width_, ' ') << paint_(Style::Frame, arrow) << ' ' << visible(places.path(block.head.file))
         << ':' << at.line << ':' << at.column << '\n';
    write_gutter("");
    out_ << '\n';
    std::size_t last = 0;
    for (const auto& [number, marks] : block.lines) {
      if (last != 0 && number > last + 1) out_ << paint_(Style::Frame, "...") << '\n';
      write_line(number, draw(index.line(number).text, marks));
      last = number;
    }
  }

 private:
  auto write_gutter(std::string_view number) -> void {
    const auto indent = std::string(width_ - number.size(), ' ');
    out_ << paint_(Style::Frame, indent + std::string(number) + " |");
  }

  auto write_line(std::size_t number, const Drawing& drawing) -> void {
    write_gutter(std::to_string(number));
    out_ << (drawing.code.empty() ? "" : " ") << drawing.code << '\n';
    for (const auto& row : drawing.rows) {
      write_gutter("");
      write_row(row);
    }
  }

  auto write_row(const std::vector<PlacedMark>& row) -> void {
    out_ << ' ';
    std::size_t cell = 0;
    for (const auto& placed : row) {
      auto shape = std::string(placed.width, placed.mark.primary ? '^' : '-');
      if (placed.mark.continues) shape += "…";
      if (!placed.mark.text.empty()) shape.append(" ").append(placed.mark.text);
      out_ << std::string(placed.begin - cell, ' ') << paint_(placed.mark.primary ? carets_ : Style::Frame, shape);
      cell = end_of(placed);
    }
    out_ << '\n';
  }

  std::ostream& out_;
  const Paint& paint_;
  std::size_t width_;
  Style carets_;
};

}  // namespace

auto gutter_width(const Diagnostic& diagnostic, Places& places) -> std::size_t {
  std::size_t width = 0;
  const auto widen = [&](source::Span span) {
    if (!span.known()) return;
    width = std::max(width, std::to_string(places.of(span.file).position(span.begin).line).size());
  };
  widen(diagnostic.span);
  for (const auto& label : diagnostic.labels) widen(label.span);
  return width;
}

auto write_snippet(std::ostream& out, const Diagnostic& diagnostic, Places& places, const Paint& paint) -> void {
  Writer writer(out, paint, gutter_width(diagnostic, places), style_of(diagnostic.severity));
  std::string_view arrow = "-->";
  for (const auto& block : blocks_of(diagnostic, places)) {
    writer.write(block, places, arrow);
    arrow = ":::";
  }
}

}  // namespace pinwright::diag
