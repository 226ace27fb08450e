#include "csp/draft.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "csp/layout.hpp"

namespace pinwright::csp {
namespace {

class Drafter {
 public:
  Drafter();
  auto add(const NodeFacts& facts, const FileFacts& file) -> bool;
  auto take() -> std::vector<DraftNode>;

 private:
  auto child(std::uint32_t parent, std::string_view segment, const Path& path) -> std::uint32_t;

  std::vector<DraftNode> nodes_;
  std::unordered_map<std::string, std::uint32_t> index_;
};

Drafter::Drafter() {
  nodes_.resize(kFirstNode);
  for (const Tree tree : {Tree::Device, Tree::User, Tree::Other}) {
    DraftNode& root = nodes_[kFirstTree + static_cast<std::uint32_t>(tree)];
    root.tree = tree;
    root.key = base::folded(root_text(tree, false));
  }
}

auto Drafter::child(std::uint32_t parent, std::string_view segment, const Path& path) -> std::uint32_t {
  std::string key = nodes_[parent].key + "/" + base::folded(segment);
  const auto [entry, added] = index_.emplace(key, static_cast<std::uint32_t>(nodes_.size()));
  if (!added) return entry->second;
  DraftNode node;
  node.dynamic = is_dynamic_segment(segment);
  node.name = node.dynamic ? segment.substr(1, segment.size() - 2) : segment;
  node.parent = parent;
  node.tree = path.tree;
  node.vendor_root = path.vendor_root;
  node.key = std::move(key);
  nodes_.push_back(std::move(node));
  nodes_[parent].children.push_back(entry->second);
  return entry->second;
}

auto Drafter::add(const NodeFacts& facts, const FileFacts& file) -> bool {
  const auto path = split_path(facts.path);
  std::uint32_t at = kFirstTree + static_cast<std::uint32_t>(path->tree);
  for (const std::string_view segment : path->segments) at = child(at, segment, *path);
  if (nodes_[at].facts != nullptr) return false;
  nodes_[at].facts = &facts;
  nodes_[at].edition = file.edition;
  nodes_[at].admx_edition = file.admx_edition;
  nodes_[at].unit_root = path->segments.size() == unit_length(*path);
  return true;
}

auto Drafter::take() -> std::vector<DraftNode> {
  std::vector<std::uint32_t> order;  // new index to old
  for (std::uint32_t i = 0; i < kFirstNode; ++i) order.push_back(i);
  for (std::size_t i = kFirstTree; i < order.size(); ++i) {
    auto& children = nodes_[order[i]].children;
    std::sort(children.begin(), children.end(), [this](std::uint32_t a, std::uint32_t b) {
      const auto rank = [this](std::uint32_t index) { return std::pair(nodes_[index].dynamic, nodes_[index].key); };
      return rank(a) < rank(b);
    });
    order.insert(order.end(), children.begin(), children.end());
  }
  std::vector<std::uint32_t> place(nodes_.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<std::uint32_t>(i);
  std::vector<DraftNode> sorted;
  sorted.reserve(order.size());
  for (const std::uint32_t old : order) {
    DraftNode& node = sorted.emplace_back(std::move(nodes_[old]));
    node.parent = place[node.parent];
    for (std::uint32_t& index : node.children) index = place[index];
  }
  return sorted;
}

/// Which folder's files hold a CSP or area: the last that has it.
auto winners(const std::vector<PackInput>& inputs) -> std::unordered_map<std::string, std::size_t> {
  std::unordered_map<std::string, std::size_t> last;
  for (const PackInput& input : inputs) {
    for (const NodeFacts& node : input.file.nodes) {
      std::size_t& folder = last[unit_of(*split_path(node.path))];
      folder = std::max(folder, input.folder);
    }
  }
  return last;
}

}  // namespace

auto draft_tree(const std::vector<PackInput>& inputs) -> base::Result<std::vector<DraftNode>> {
  const auto last = winners(inputs);
  Drafter drafter;
  for (const PackInput& input : inputs) {
    for (const NodeFacts& node : input.file.nodes) {
      if (last.at(unit_of(*split_path(node.path))) != input.folder) continue;
      if (!drafter.add(node, input.file)) {
        return base::Error{base::quoted(node.path) + " is defined twice in one folder of the catalogue",
                           "keep one of the files that define it"};
      }
    }
  }
  return drafter.take();
}

}  // namespace pinwright::csp
