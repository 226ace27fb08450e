#pragma once

#include <string>
#include <vector>

namespace pinwright::diag {

/// A table of words, such as what a plan does to each object of each tenant.
struct Grid {
  struct Row {
    std::string name;
    std::vector<std::string> cells;  ///< one for each column; may be empty
  };
  std::string corner;  ///< above the names of the rows
  std::vector<std::string> columns;
  std::vector<Row> rows;
  std::string remark;  ///< below it; may be empty
};

}  // namespace pinwright::diag
