#include <algorithm>
#include <span>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "csp/blob.hpp"
#include "csp/catalog.hpp"
#include "csp/path.hpp"
#include "csp/segment.hpp"
#include "csp/walk.hpp"

namespace pinwright::csp {
namespace {

using grammar::OmaUri;
using Names = std::vector<std::string_view>;  // segments behind the root, as spelled

auto names_of(const OmaUri& uri) -> Names {
  Names names;
  for (const grammar::Segment& segment : uri.segments) names.push_back(segment.text);
  return names;
}

auto segments_of(const Names& names) -> std::vector<grammar::Segment> {
  std::vector<grammar::Segment> segments;
  for (const std::string_view name : names) segments.push_back({name, 0});
  return segments;
}

auto is(std::string_view segment, std::string_view name) -> bool { return compare_folded(segment, name) == 0; }

/// The node's OMA-URI with what the writer put in the dynamic segments.
auto spelled(const Blob& blob, std::uint32_t node, const Names& names) -> std::string {
  std::string tail;
  std::uint32_t at = node;
  for (std::size_t i = names.size(); i > 0; --i, at = blob.node(at).parent) {
    const PackedNode& step = blob.node(at);
    const std::string_view text = (step.flags & flag::Dynamic) != 0 ? names[i - 1] : blob.text(step.name);
    tail = "/" + std::string(text) + tail;
  }
  const PackedNode& target = blob.node(node);
  return std::string(root_text(static_cast<Tree>(target.tree), (target.flags & flag::VendorRoot) != 0)) + tail;
}

/// What the writer may have meant to write, nearest first: the path itself, `Policy/` or `Policy/Config/` dropped,
/// `Config/` or `Policy/Config/` inserted.
auto variants(const Names& names) -> std::vector<Names> {
  std::vector<Names> out = {names};
  const auto insert = [&](std::size_t drop, const Names& front) {
    Names variant = front;
    variant.insert(variant.end(), names.begin() + static_cast<std::ptrdiff_t>(drop), names.end());
    if (!variant.empty()) out.push_back(std::move(variant));
  };
  if (is(names[0], "policy")) {
    const bool config = names.size() > 1 && is(names[1], "config");
    insert(config ? 2 : 1, {});
    if (!config) insert(1, {"Policy", "Config"});
  } else if (is(names[0], "config")) {
    insert(0, {"Policy"});
  } else {
    insert(0, {"Policy", "Config"});
  }
  return out;
}

auto trees(const OmaUri& uri) -> std::vector<Tree> {
  const Tree own = tree_of(uri);
  if (own == Tree::Other) return {Tree::Device, Tree::User, Tree::Other};
  if (own == Tree::User) return {Tree::User, Tree::Device, Tree::Other};
  return {Tree::Device, Tree::User, Tree::Other};
}

auto exact(const Blob& blob, const OmaUri& uri, const std::vector<Names>& tries) -> std::string {
  for (const Names& names : tries) {
    for (const Tree tree : trees(uri)) {
      const Walk found = walk(blob, tree, segments_of(names));
      if (found.node != 0) return spelled(blob, found.node, names);
    }
  }
  return {};
}

/// Takes the nearest name on every level where the spelled one is not there. `edits` counts these levels.
auto follow_near(const Blob& blob, Tree tree, const Names& names, int& edits) -> std::uint32_t {
  std::uint32_t at = Blob::tree_root(tree);
  for (const std::string_view segment : names) {
    std::uint32_t next = blob.static_child(at, segment);
    const auto dynamic = blob.dynamic_children(at);
    if (next == 0 && dynamic.first < dynamic.second && (blob.node(dynamic.first).flags & flag::Placeholder) == 0) {
      next = dynamic.first;
    }
    if (next == 0) {
      Names siblings;
      for (std::uint32_t i = blob.node(at).first_child; i < dynamic.first; ++i)
        siblings.push_back(blob.text(blob.node(i).name));
      const auto near = base::nearest(segment, siblings);
      if (!near) return 0;
      next = blob.static_child(at, *near);
      ++edits;
    }
    at = next;
  }
  return at;
}

auto near(const Blob& blob, const OmaUri& uri, const std::vector<Names>& tries) -> std::string {
  std::string best;
  int best_edits = 0;
  for (const Names& names : tries) {
    for (const Tree tree : trees(uri)) {
      int edits = 0;
      const std::uint32_t node = follow_near(blob, tree, names, edits);
      if (node == 0 || (!best.empty() && edits >= best_edits)) continue;
      best = spelled(blob, node, names);
      best_edits = edits;
    }
  }
  return best;
}

/// A leaf of this name, when one path alone in its scope bears it and no dynamic segment is on the way: the setting of
/// a guessed area.
auto moved_leaf(const Blob& blob, const OmaUri& uri, std::string_view leaf) -> std::string {
  for (const Tree tree : trees(uri)) {
    const auto leaves = blob.leaves_named(tree, leaf);
    if (leaves.size() != 1) continue;
    std::string found = Node(&blob, leaves.front()).uri();
    if (found.find('{') == std::string::npos) return found;
  }
  return {};
}

/// Short and everyday names ("Enabled", "Version") are nowhere evidence of what was meant.
auto is_telling(std::string_view leaf) -> bool { return leaf.size() >= 8; }

}  // namespace

auto Catalog::suggest(const OmaUri& uri) const -> std::string {
  if (uri.segments.empty() || uri.root == grammar::OmaUriRoot::Cimv2) return {};
  if (const auto bad = known_bad_path(uri)) return bad->right;
  const Names names = names_of(uri);
  const auto tries = variants(names);
  const auto first_of = [this](const auto& suggestion) {
    std::vector<const Blob*> blobs;
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) blobs.push_back(layer->get());
    if (declared_ != nullptr) blobs.push_back(declared_.get());
    for (const Blob* blob : blobs) {
      std::string text = suggestion(*blob);
      const auto parsed = grammar::parse_oma_uri(text);
      const auto* target = std::get_if<grammar::OmaUri>(&parsed);
      if (text.empty() || target == nullptr) continue;
      const auto answer = find(*target);
      const auto* found = std::get_if<Found>(&answer);
      if (found != nullptr && !found->node.is_retired()) return text;
    }
    return std::string();
  };
  std::string best = first_of([&](const Blob& blob) { return exact(blob, uri, tries); });
  if (best.empty()) best = first_of([&](const Blob& blob) { return near(blob, uri, {names}); });
  if (best.empty() && names.size() > 1 && is_telling(names.back())) {
    best = first_of([&](const Blob& blob) { return moved_leaf(blob, uri, names.back()); });
  }
  if (best.empty()) best = first_of([&](const Blob& blob) { return near(blob, uri, tries); });
  return best;
}

}  // namespace pinwright::csp
