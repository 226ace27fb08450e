#include "csp/links.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/text.hpp"
#include "csp/path.hpp"

namespace pinwright::csp {
namespace {

using PathIndex = std::unordered_map<std::string, std::string_view>;  // path_key to path

auto index_of(const std::vector<NamedFacts>& files) -> PathIndex {
  PathIndex index;
  for (const NamedFacts& file : files) {
    for (const NodeFacts& node : file.facts.nodes) index.emplace(path_key(node.path), node.path);
  }
  return index;
}

auto with_placeholders(std::string_view uri) -> std::string {
  std::string out = "./";
  while (!uri.empty() && (uri.front() == '.' || uri.front() == '/')) uri.remove_prefix(1);
  for (const char c : uri) out += c == '[' ? '{' : c == ']' ? '}' : c;
  while (out.size() > 2 && out.back() == '/') out.pop_back();
  return out;
}

auto normalised(const std::string& uri, std::string_view of_node, const PathIndex& index) -> std::string {
  const std::string spelled = with_placeholders(uri);
  const auto path = split_path(spelled);
  const auto own = split_path(of_node);
  if (path && own && path->vendor_root && own->tree == Tree::User) {
    const std::string as_user =
        std::string(root_text(Tree::User, false)) + spelled.substr(root_text(Tree::Device, true).size());
    if (const auto found = index.find(path_key(as_user)); found != index.end()) return std::string(found->second);
  }
  const auto found = index.find(path_key(spelled));
  return found != index.end() ? std::string(found->second) : spelled;
}

}  // namespace

auto normalise_dependencies(std::vector<NamedFacts>& files) -> void {
  const PathIndex index = index_of(files);
  for (NamedFacts& file : files) {
    for (NodeFacts& node : file.facts.nodes) {
      for (DependencyGroupFacts& group : node.dependencies) {
        for (DependencyFacts& dependency : group.any_of) {
          dependency.uri = normalised(dependency.uri, node.path, index);
        }
      }
    }
  }
}

}  // namespace pinwright::csp
