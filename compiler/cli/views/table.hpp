#pragma once

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
  /// Indented by two.
  auto draw(std::ostream& out, const diag::Paint& paint) const -> void;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace pinwright::cli::views
