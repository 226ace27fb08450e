#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "csp/catalog.hpp"
#include "model/workspace.hpp"

namespace pinwright::check {

/// The nodes that the files declare under `nodes` and the catalogue does not have: each was left out for a mistake that
/// has a finding, and a setting of one is no second mistake.
class LeftOutNodes {
 public:
  LeftOutNodes(const model::Workspace& workspace, const csp::Catalog& catalog);
  /// `uri`: canonical, of a setting.
  [[nodiscard]] auto contains(const std::string& uri) const -> bool;

 private:
  std::unordered_set<std::string> uris_;  // canonical
  std::vector<std::string> patterns_;     // the same, of those with a segment that each writer names
};

}  // namespace pinwright::check
