#include "cli/views/table.hpp"

#include <algorithm>
#include <string_view>

#include "base/utf8.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli::views {

namespace {

constexpr std::string_view kIndent = "  ";
constexpr std::string_view kGap = "  ";

auto width_of(const std::string& shown) -> std::size_t { return static_cast<std::size_t>(base::display_width(shown)); }

auto padded(const std::string& shown, std::size_t width, Table::Align align) -> std::string {
  const std::string space(width - std::min(width, width_of(shown)), ' ');
  return align == Table::Align::Left ? shown + space : space + shown;
}

}  // namespace

auto Table::draw(std::ostream& out, const diag::Paint& paint) const -> void {
  std::vector<std::vector<std::string>> rows(1);
  for (const auto& column : columns_) rows.front().push_back(column.head);
  for (const auto& row : rows_) {
    std::vector<std::string> shown;
    for (const auto& cell : row) shown.push_back(diag::visible(cell));
    rows.push_back(std::move(shown));
  }
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string line(kIndent);
    for (std::size_t i = 0; i < widths.size(); ++i) {
      line += padded(rows[r][i], widths[i], columns_[i].align);
      if (i + 1 < widths.size()) line += kGap;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << (r == 0 ? paint(diag::Style::Bold, line) : line) << '\n';
  }
}

}  // namespace pinwright::cli::views
