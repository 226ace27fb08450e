#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "diag/paint.hpp"

namespace pinwright::cli::views {

/// Cells of text in columns that are as wide as their widest cell (display width). Texts are made safe for a terminal.
class Table {
 public:
  enum class Align : std::uint8_t { Left, Right };
  struct Column {
    std::string head;
    Align align = Align::Left;
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  /// As many cells as there are columns.
  auto add(std::vector<std::string> cells) -> void { rows_.push_back(std::move(cells)); }
  /// Indented by two. Where a line would have more than `columns` cells, texts on the left of their columns go over
  /// several lines, between words; a longer word stays whole. 0: a line may have any length.
  auto draw(std::ostream& out, const diag::Paint& paint, std::size_t columns = 0) const -> void;

 private:
  [[nodiscard]] auto lines_of(const std::vector<std::string>& row, const std::vector<std::size_t>& widths) const
      -> std::vector<std::string>;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace pinwright::cli::views
