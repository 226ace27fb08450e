#include "csp/catalog.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "csp/blob.hpp"
#include "csp/definitions.hpp"
#include "csp/facts.hpp"
#include "csp/overlay.hpp"
#include "csp/pack.hpp"
#include "csp/path.hpp"

/// From the assembly file that catalog.cmake writes.
extern "C" const unsigned char pinwright_packed_catalog[];  // NOLINT(readability-identifier-naming)

namespace pinwright::csp {
namespace {

constexpr std::array<Tree, 3> kTrees = {Tree::Device, Tree::User, Tree::Other};

auto folder_of(std::string_view path) -> std::string_view {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

auto read_inputs(const std::vector<std::pair<std::string, std::string>>& files)
    -> base::Result<std::vector<PackInput>> {
  std::vector<PackInput> inputs;
  std::size_t folder = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (i > 0 && folder_of(files[i].first) != folder_of(files[i - 1].first)) ++folder;
    auto facts = facts_from_json(files[i].second);
    if (!facts.ok())
      return base::Error{base::quoted(files[i].first) + ": " + facts.error().message, facts.error().help};
    inputs.push_back({folder, std::move(facts).value()});
  }
  return inputs;
}

/// Packed with the overlay of `base`.
auto packed_like(const Blob& base, const std::vector<PackInput>& inputs) -> base::Result<std::shared_ptr<const Blob>> {
  const std::string_view overlay_json = base.text(base.header().overlay);
  const auto overlay = overlay_from_json(overlay_json);
  if (!overlay.ok()) return overlay.error();
  auto packed = pack(inputs, overlay.value(), overlay_json, {});
  if (!packed.ok()) return packed.error();
  return std::make_shared<const Blob>(std::move(packed).value());
}

auto folded_order(const Node& a, const Node& b) -> bool { return base::less_folded(a.uri(), b.uri()); }

/// Real nodes that have no real node above them.
auto collect_roots(const Blob& blob, std::uint32_t at, std::vector<Node>& out) -> void {
  const PackedNode& node = blob.node(at);
  for (std::uint32_t i = 0; i < node.child_count; ++i) {
    const std::uint32_t child = node.first_child + i;
    if ((blob.node(child).flags & flag::Synthetic) != 0) {
      collect_roots(blob, child, out);
    } else {
      out.emplace_back(&blob, child);
    }
  }
}

auto collect_below(const Node& node, std::vector<Node>& out) -> void {
  out.push_back(node);
  for (const Node& child : node.children()) collect_below(child, out);
}

auto holds_all(std::string_view folded_uri, const std::vector<std::string>& words) -> bool {
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return folded_uri.find(word) != std::string_view::npos; });
}

auto words_of(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> words;
  std::string word;
  for (const char c : std::string(text) + ' ') {
    if (!base::is_space(c)) {
      word += base::fold(c);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

auto nearest_named(const std::vector<Node>& nodes, std::string_view word) -> std::vector<Node> {
  std::vector<std::string_view> names;
  for (const Node& node : nodes) names.push_back(node.name());
  const auto name = base::nearest(word, names);
  std::vector<Node> out;
  for (const Node& node : nodes) {
    if (name && base::equal_folded(node.name(), *name)) out.push_back(node);
  }
  return out;
}

}  // namespace

auto Catalog::built_in() -> Catalog {
  Catalog catalog;
  catalog.layers_.push_back(std::make_shared<const Blob>(pinwright_packed_catalog));
  return catalog;
}

auto Catalog::with(const std::vector<std::pair<std::string, std::string>>& files) const -> base::Result<Catalog> {
  Catalog catalog = *this;
  std::vector<std::pair<std::string, std::string>> csps;
  for (const auto& [path, text] : files) {
    if (!is_definitions_file(path)) {
      csps.emplace_back(path, text);
      continue;
    }
    const auto list = definitions_from_json(text);
    if (!list.ok()) return base::Error{base::quoted(path) + ": " + list.error().message, list.error().help};
    catalog = catalog.with_definitions(list.value());
  }
  if (csps.empty()) return catalog;
  const auto inputs = read_inputs(csps);
  if (!inputs.ok()) return inputs.error();
  auto layer = packed_like(*layers_.front(), inputs.value());
  if (!layer.ok()) return layer.error();
  catalog.layers_.push_back(std::move(layer).value());
  return catalog;
}

auto Catalog::with_declared(std::vector<NodeFacts> nodes) const -> base::Result<Catalog> {
  if (nodes.empty()) return *this;
  std::vector<PackInput> inputs(1);
  inputs.front().file.nodes = std::move(nodes);
  auto declared = packed_like(*layers_.front(), inputs);
  if (!declared.ok()) return declared.error();
  Catalog catalog = *this;
  catalog.declared_ = std::move(declared).value();
  return catalog;
}

auto Catalog::edition(std::string_view csp) const -> std::string_view {
  const Blob& built_in = *layers_.front();
  if (!csp.empty()) {
    for (const Node& root : roots()) {
      if (base::equal_folded(root.name(), csp)) return root.edition();
    }
  }
  return built_in.text(built_in.header().edition);
}

auto Catalog::in_force(const Node& node) const -> bool {
  if (layers_.size() == 1 && declared_ == nullptr) return true;
  const std::string uri = node.uri();
  const auto parsed = grammar::parse_oma_uri(uri);
  const auto* oma_uri = std::get_if<grammar::OmaUri>(&parsed);
  if (oma_uri == nullptr) return true;
  const auto result = find(*oma_uri);
  const auto* found = std::get_if<Found>(&result);
  return found != nullptr && found->node.same(node);
}

auto Catalog::roots() const -> std::vector<Node> {
  std::vector<Node> all;
  for (const auto& layer : layers_) {
    for (const Tree tree : kTrees) collect_roots(*layer, Blob::tree_root(tree), all);
  }
  std::vector<Node> out;
  for (const Node& node : all) {
    if (in_force(node)) out.push_back(node);
  }
  std::sort(out.begin(), out.end(), folded_order);
  return out;
}

auto Catalog::search(std::string_view words) const -> std::vector<Node> {
  const auto wanted = words_of(words);
  if (wanted.empty()) return {};
  if (wanted.size() == 1) {
    if (const Node by_id = node_of_definition(wanted.front()); by_id.valid()) return {by_id};
  }
  std::vector<Node> all;
  auto from = roots();
  if (declared_ != nullptr) {
    for (const Tree tree : kTrees) collect_roots(*declared_, Blob::tree_root(tree), from);
  }
  for (const Node& root : from) collect_below(root, all);
  if (layers_.size() > 1 || declared_ != nullptr)
    std::erase_if(all, [this](const Node& node) { return !in_force(node); });
  std::vector<std::pair<std::string, Node>> hits;
  for (const Node& node : all) {
    std::string uri = base::folded(node.uri());
    if (holds_all(uri, wanted)) hits.emplace_back(std::move(uri), node);
  }
  if (hits.empty()) return nearest_named(all, wanted.back());
  std::sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Node> out;
  for (const auto& hit : hits) out.push_back(hit.second);
  return out;
}

auto Catalog::retired_csps() const -> std::vector<std::string_view> {
  return layers_.front()->texts(layers_.front()->header().retired);
}
auto Catalog::unlisted_csps() const -> std::vector<std::string_view> {
  return layers_.front()->texts(layers_.front()->header().unlisted);
}

}  // namespace pinwright::csp
