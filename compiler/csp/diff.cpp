#include "csp/diff.hpp"

#include <algorithm>
#include <map>

#include "csp/path.hpp"

namespace pinwright::csp {
namespace {

using Index = std::map<std::string, const NodeFacts*>;  // path_key to node

auto index_of(const std::vector<NamedFacts>& files) -> Index {
  Index index;
  for (const NamedFacts& file : files) {
    for (const NodeFacts& node : file.facts.nodes) {
      if (node.retired.empty()) index.emplace(path_key(node.path), &node);
    }
  }
  return index;
}

auto texts(const std::vector<Fact>& facts, const std::string& key) -> std::vector<std::string> {
  const auto fact = std::find_if(facts.begin(), facts.end(), [&](const Fact& one) { return one.key == key; });
  return fact == facts.end() ? std::vector<std::string>() : fact->texts;
}

auto changes(const NodeFacts& before, const NodeFacts& after) -> std::vector<FactChange> {
  const auto old_facts = stated_facts(before);
  const auto new_facts = stated_facts(after);
  std::vector<FactChange> out;
  for (const Fact& fact : new_facts) {
    auto old_texts = texts(old_facts, fact.key);
    if (old_texts != fact.texts) out.push_back({fact.key, std::move(old_texts), fact.texts});
  }
  for (const Fact& fact : old_facts) {
    if (texts(new_facts, fact.key).empty() && !fact.texts.empty()) out.push_back({fact.key, fact.texts, {}});
  }
  return out;
}

}  // namespace

auto diff_editions(const std::vector<NamedFacts>& before, const std::vector<NamedFacts>& after) -> EditionDiff {
  const Index old_nodes = index_of(before);
  const Index new_nodes = index_of(after);
  EditionDiff diff;
  for (const auto& [key, node] : old_nodes) {
    if (!new_nodes.contains(key)) diff.gone.push_back(node->path);
  }
  for (const auto& [key, node] : new_nodes) {
    const auto old = old_nodes.find(key);
    if (old == old_nodes.end()) {
      diff.added.push_back(node->path);
    } else if (auto facts = changes(*old->second, *node); !facts.empty()) {
      diff.changed.push_back({node->path, std::move(facts)});
    }
  }
  return diff;
}

}  // namespace pinwright::csp
