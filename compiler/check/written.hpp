#pragma once

#include <cstddef>
#include <string>

#include "diag/diagnostic.hpp"
#include "lower/filled.hpp"
#include "source/source_map.hpp"

namespace pinwright::check {

/// Whether bytes [begin, end) of a filled text stand in a file as such: an edit of what a placeholder brought in would
/// change more than the text that was checked.
[[nodiscard]] auto is_written(const lower::Origin& origin, std::size_t begin, std::size_t end) -> bool;

/// Bytes [begin, end) of a filled text.
struct TextPart {
  const lower::Filled& filled;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Offers to replace `part` by `text`, where it is written and on one line.
auto add_edit(diag::Diagnostic& diagnostic, const source::SourceMap& sources, const TextPart& part, std::string title,
              std::string text) -> void;

}  // namespace pinwright::check
