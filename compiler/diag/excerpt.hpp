#pragma once

#include <string>

#include "diag/line_index.hpp"

namespace pinwright::diag {

/// The line that a span begins in, drawn, in three parts; of a long line what stands around the span.
struct Excerpt {
  std::string before;
  std::string marked;
  std::string after;
};
[[nodiscard]] auto excerpt_of(source::Span span, Places& places) -> Excerpt;

}  // namespace pinwright::diag
