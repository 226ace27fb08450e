#include "csp/retire.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.hpp"
#include "csp/path.hpp"

namespace pinwright::csp {
namespace {

/// Where a kept node goes: by its CSP or area, then by the name of the file that it comes from.
class Homes {
 public:
  Homes(std::vector<NamedFacts>& files, std::string edition) : files_(files), edition_(std::move(edition)) {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      by_name_.emplace(base::folded(files_[i].name), i);
      for (const NodeFacts& node : files_[i].facts.nodes) by_unit_.emplace(unit_of(*split_path(node.path)), i);
    }
  }

  auto of(const NodeFacts& node, const NamedFacts& origin) -> std::vector<NodeFacts>& {
    if (const auto found = by_unit_.find(unit_of(*split_path(node.path))); found != by_unit_.end()) {
      return files_[found->second].facts.nodes;
    }
    const auto [entry, added] = by_name_.emplace(base::folded(origin.name), files_.size());
    if (added)
      files_.push_back({origin.name, {edition_, origin.facts.admx_edition, origin.facts.csp, origin.facts.area, {}}});
    return files_[entry->second].facts.nodes;
  }

 private:
  std::vector<NamedFacts>& files_;
  std::string edition_;
  std::unordered_map<std::string, std::size_t> by_unit_, by_name_;
};

}  // namespace

auto sort_nodes(std::vector<NodeFacts>& nodes) -> void {
  std::vector<std::pair<std::string, std::size_t>> order;
  order.reserve(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) order.emplace_back(base::folded(nodes[i].path), i);
  std::sort(order.begin(), order.end());
  std::vector<NodeFacts> sorted;
  sorted.reserve(nodes.size());
  for (const auto& entry : order) sorted.push_back(std::move(nodes[entry.second]));
  nodes = std::move(sorted);
}

auto keep_retired(std::vector<NamedFacts>& files, const std::vector<NamedFacts>& earlier, const std::string& edition)
    -> std::size_t {
  std::unordered_set<std::string> known;
  for (const NamedFacts& file : files) {
    for (const NodeFacts& node : file.facts.nodes) known.insert(path_key(node.path));
  }
  Homes homes(files, edition);
  std::size_t kept = 0;
  for (const NamedFacts& file : earlier) {
    for (const NodeFacts& node : file.facts.nodes) {
      if (!known.insert(path_key(node.path)).second) continue;
      NodeFacts& copy = homes.of(node, file).emplace_back(node);
      if (copy.retired.empty()) copy.retired = file.facts.edition;
      ++kept;
    }
  }
  for (NamedFacts& file : files) sort_nodes(file.facts.nodes);
  return kept;
}

}  // namespace pinwright::csp
