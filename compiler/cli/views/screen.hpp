#pragma once

#include <cstddef>

namespace pinwright::cli::views {

/// What text is drawn on.
struct Screen {
  bool color = false;
  std::size_t columns = 0;  ///< of a terminal, in which tables fit where they can; 0: a line may have any length
};

}  // namespace pinwright::cli::views
