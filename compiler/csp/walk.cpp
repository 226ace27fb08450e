#include "csp/walk.hpp"

#include "csp/segment.hpp"

namespace pinwright::csp {
namespace {

/// Microsoft's sets never need a second way; a foreign one with dynamic siblings on every level must not cost
/// exponential time.
constexpr int kMaxSteps = 4096;

struct Walker {
  const Blob& blob;
  std::span<const grammar::Segment> segments;
  Walk result;
  int steps = 0;

  /// The children whose title the segment is, then all others: so the path of every node leads to it.
  auto step_dynamic(std::uint32_t at, std::size_t depth) -> std::uint32_t {
    const auto dynamic = blob.dynamic_children(at);
    const std::string_view segment = segments[depth].text;
    for (const bool wanted : {true, false}) {
      for (std::uint32_t child = dynamic.first; child < dynamic.second; ++child) {
        const PackedNode& node = blob.node(child);
        if (is_title(segment, blob.text(node.name)) != wanted) continue;
        if (!wanted && (node.flags & flag::Placeholder) != 0) continue;
        if (const std::uint32_t found = step(child, depth + 1); found != 0) return found;
      }
    }
    return 0;
  }

  // A catalogue's depth bounds the recursion.
  auto step(std::uint32_t at, std::size_t depth) -> std::uint32_t {
    if (depth > result.depth) {
      result.depth = depth;
      result.deepest = at;
    }
    if (depth == segments.size()) return at;
    if (++steps > kMaxSteps) return 0;
    if (const std::uint32_t child = blob.static_child(at, segments[depth].text); child != 0) {
      if (const std::uint32_t found = step(child, depth + 1); found != 0) return found;
    }
    return step_dynamic(at, depth);
  }
};

}  // namespace

auto walk(const Blob& blob, Tree tree, std::span<const grammar::Segment> segments) -> Walk {
  const std::uint32_t root = Blob::tree_root(tree);
  if (segments.empty()) return {0, root, 0};
  Walker walker{blob, segments, {0, root, 0}};
  walker.result.node = walker.step(root, 0);
  return walker.result;
}

auto tree_of(const grammar::OmaUri& uri) -> Tree {
  switch (uri.root) {
    case grammar::OmaUriRoot::Device:
    case grammar::OmaUriRoot::Vendor:
      return Tree::Device;
    case grammar::OmaUriRoot::User:
      return Tree::User;
    case grammar::OmaUriRoot::Cimv2:
    case grammar::OmaUriRoot::Other:
      break;
  }
  return Tree::Other;
}

}  // namespace pinwright::csp
