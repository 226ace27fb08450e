#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "csp/pack.hpp"
#include "csp/path.hpp"

namespace pinwright::csp {

/// A node of the tree before it is packed.
struct DraftNode {
  std::string name;  ///< dynamic: the title, without braces
  std::uint32_t parent = 0;
  std::vector<std::uint32_t> children;
  const NodeFacts* facts = nullptr;  ///< null: only there to hold what is below it
  std::string_view edition, admx_edition;
  std::string key;  ///< path_key
  Tree tree = Tree::Other;
  bool dynamic = false;
  bool vendor_root = false;
  bool unit_root = false;
};

/// All nodes in layout order: 0 nothing, 1 to 3 the trees, then breadth first with sorted children. `inputs` must
/// outlive it.
[[nodiscard]] auto draft_tree(const std::vector<PackInput>& inputs) -> base::Result<std::vector<DraftNode>>;

}  // namespace pinwright::csp
