#include "cli/views/table.hpp"

#include <algorithm>
#include <string_view>

#include "base/utf8.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli::views {

namespace {

constexpr std::string_view kIndent = "  ";
constexpr std::string_view kGap = "  ";

auto width_of(std::string_view shown) -> std::size_t { return static_cast<std::size_t>(base::display_width(shown)); }

auto padded(std::string_view shown, std::size_t width, Table::Align align) -> std::string {
  const std::string text(shown);
  const std::string space(width - std::min(width, width_of(shown)), ' ');
  return align == Table::Align::Left ? text + space : space + text;
}

/// The text in lines of at most `width` cells, but for longer words.
auto wrapped(std::string_view text, std::size_t width) -> std::vector<std::string_view> {
  std::vector<std::string_view> lines;
  std::size_t begin = 0;
  for (std::size_t last = 0; width_of(text.substr(begin)) > width;) {
    const auto blank = text.find(' ', last == 0 ? begin : last + 1);
    const bool fits = blank != std::string_view::npos && width_of(text.substr(begin, blank - begin)) <= width;
    if (fits) {
      last = blank;
      continue;
    }
    const auto end = last != 0 ? last : blank;
    if (end == std::string_view::npos) break;
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
    last = 0;
  }
  lines.push_back(text.substr(begin));
  return lines;
}

auto longest_word(std::string_view text) -> std::size_t {
  std::size_t longest = 0;
  for (const auto word : wrapped(text, 1)) longest = std::max(longest, width_of(word));
  return longest;
}

using Rows = std::vector<std::vector<std::string>>;

struct Widths {
  std::vector<std::size_t> own;    ///< of the widest cell
  std::vector<std::size_t> least;  ///< that the column may be made narrow to
};

auto widths_of(const Rows& rows, const std::vector<Table::Column>& columns) -> Widths {
  Widths widths{std::vector<std::size_t>(columns.size(), 0), std::vector<std::size_t>(columns.size(), 0)};
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool can_wrap = columns[i].align == Table::Align::Left;
      widths.own[i] = std::max(widths.own[i], width_of(row[i]));
      widths.least[i] = std::max(widths.least[i], can_wrap ? longest_word(row[i]) : width_of(row[i]));
    }
  }
  return widths;
}

/// The widest column gives way first.
auto fitted(Widths widths, std::size_t columns) -> std::vector<std::size_t> {
  auto& own = widths.own;
  auto whole = kIndent.size() + kGap.size() * (own.size() - 1);
  for (const auto width : own) whole += width;
  while (columns != 0 && whole > columns) {
    std::size_t widest = own.size();
    for (std::size_t i = 0; i < own.size(); ++i) {
      const bool gives = own[i] > widths.least[i];
      if (gives && (widest == own.size() || own[i] > own[widest])) widest = i;
    }
    if (widest == own.size()) break;
    --own[widest];
    --whole;
  }
  return own;
}

}  // namespace

auto Table::draw(std::ostream& out, const diag::Paint& paint, std::size_t columns) const -> void {
  Rows rows(1);
  for (const auto& column : columns_) rows.front().push_back(column.head);
  for (const auto& row : rows_) {
    std::vector<std::string> shown;
    for (const auto& cell : row) shown.push_back(diag::visible(cell));
    rows.push_back(std::move(shown));
  }
  const auto widths = fitted(widths_of(rows, columns_), columns);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (const auto& line : lines_of(rows[r], widths)) out << (r == 0 ? paint(diag::Style::Bold, line) : line) << '\n';
  }
}

auto Table::lines_of(const std::vector<std::string>& row, const std::vector<std::size_t>& widths) const
    -> std::vector<std::string> {
  std::vector<std::vector<std::string_view>> cells;
  std::size_t height = 1;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    cells.push_back(wrapped(row[i], widths[i]));
    height = std::max(height, cells.back().size());
  }
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < height; ++at) {
    std::string line(kIndent);
    for (std::size_t i = 0; i < widths.size(); ++i) {
      line += padded(at < cells[i].size() ? cells[i][at] : std::string_view(), widths[i], columns_[i].align);
      if (i + 1 < widths.size()) line += kGap;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace pinwright::cli::views
