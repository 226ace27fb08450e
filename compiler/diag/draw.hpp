#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pinwright::diag {

/// Bytes [begin, end) of a line that are pointed at.
struct Mark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;        ///< stands behind the carets; may be empty
  bool primary = false;    ///< drawn with ^ instead of -
  bool continues = false;  ///< the span goes on in the next line
};

/// A mark where it is drawn, in cells of the terminal.
struct PlacedMark {
  std::size_t begin = 0;
  std::size_t width = 1;
  Mark mark;
};

/// The first cell behind a mark and its text.
[[nodiscard]] auto end_of(const PlacedMark& placed) -> std::size_t;

struct Drawing {
  std::string code;                           ///< the line as it is shown
  std::vector<std::vector<PlacedMark>> rows;  ///< below it; the marks of a row do not touch, and go from left to right
};

/// A line and its marks at display width. A line of more than 200 cells is cut around the first mark with `…`.
[[nodiscard]] auto draw(std::string_view line, std::vector<Mark> marks) -> Drawing;

}  // namespace pinwright::diag
