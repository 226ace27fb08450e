#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "csp/blob.hpp"
#include "grammar/oma_uri.hpp"

namespace pinwright::csp {

struct Walk {
  std::uint32_t node = 0;     ///< of the whole path; 0: not there
  std::uint32_t deepest = 0;  ///< the last node that is there; a tree's root when not even the first segment is
  std::size_t depth = 0;      ///< how many segments lead to `deepest`
};

/// Follows the segments from the tree's root: static children first, then dynamic ones; if one way ends, the next is
/// tried.
[[nodiscard]] auto walk(const Blob& blob, Tree tree, std::span<const grammar::Segment> segments) -> Walk;

/// ./Vendor/MSFT is the device's tree.
[[nodiscard]] auto tree_of(const grammar::OmaUri& uri) -> Tree;

}  // namespace pinwright::csp
