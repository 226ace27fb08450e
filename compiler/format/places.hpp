#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "format/document.hpp"

namespace pinwright::format {

/// What of a text its lines depend on.
struct NodePlaces {
  /// Bytes of a scalar or flow collection that spans several lines: what begins in there is its content.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool is_block_scalar = false;
  };
  std::vector<Range> ranges;                ///< in order, the inner ones left out
  std::set<std::size_t> block_collections;  ///< where block mappings and sequences begin
};
[[nodiscard]] auto places_of(const Document& document) -> NodePlaces;

}  // namespace pinwright::format
