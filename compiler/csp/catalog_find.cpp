#include <algorithm>

#include "base/text.hpp"
#include "csp/blob.hpp"
#include "csp/catalog.hpp"
#include "csp/segment.hpp"
#include "csp/walk.hpp"

namespace pinwright::csp {
namespace {

using grammar::OmaUri;
using grammar::OmaUriRoot;

auto other_scope(Tree tree) -> Tree { return tree == Tree::User ? Tree::Device : Tree::User; }

auto is_policy(const OmaUri& uri) -> bool {
  return uri.root != OmaUriRoot::Other && !uri.segments.empty() && compare_folded(uri.segments[0].text, "policy") == 0;
}
auto is_policy_config(const OmaUri& uri) -> bool {
  return is_policy(uri) && uri.segments.size() >= 3 && compare_folded(uri.segments[1].text, "config") == 0;
}

/// Does this layer say what is in the CSP, or the policy area, that the OMA-URI names?
auto speaks_for(const Blob& blob, const OmaUri& uri, Tree tree) -> bool {
  std::uint32_t at = Blob::tree_root(tree);
  const std::size_t length = is_policy_config(uri) ? 3 : 1;
  for (std::size_t i = 0; i < length && (i == 0 || at != 0); ++i) at = blob.static_child(at, uri.segments[i].text);
  // A layer with nothing but some areas holds a Policy node only to hang them on.
  const bool only_areas = is_policy(uri) && length == 1 && (blob.node(at).flags & flag::Synthetic) != 0;
  return at != 0 && !only_areas;
}

auto spelled_alike(const Blob& blob, std::uint32_t node, const OmaUri& uri) -> bool {
  const std::string_view root = uri.root_text;
  if (root != "./Device/Vendor/MSFT" && root != "./User/Vendor/MSFT" && root != "./Vendor/MSFT" && root != ".")
    return false;
  for (std::size_t i = uri.segments.size(); i > 0; --i) {
    const PackedNode& at = blob.node(node);
    if ((at.flags & flag::Dynamic) == 0 && !same_spelling(uri.segments[i - 1].text, blob.text(at.name))) return false;
    node = at.parent;
  }
  return true;
}

auto listed(const Blob& blob, std::uint32_t list, std::string_view segment) -> bool {
  for (const std::uint32_t item : blob.list(list)) {
    const std::string_view name = blob.text(item);
    if (compare_folded(segment, name) == 0) return true;
  }
  return false;
}

auto real_node(const Blob& blob, const Walk& walk) -> Node {
  return walk.depth == 0 || (blob.node(walk.deepest).flags & flag::Synthetic) != 0 ? Node() : Node(&blob, walk.deepest);
}

auto unknown_csp(const Blob& built_in, const OmaUri& uri) -> NotFound {
  if (uri.segments.empty() || uri.root == OmaUriRoot::Other) return {NotFound::Kind::UnknownCsp, 0, {}};
  const std::string_view csp = uri.segments[0].text;
  if (listed(built_in, built_in.header().retired, csp)) return {NotFound::Kind::RetiredCsp, 0, {}};
  if (listed(built_in, built_in.header().unlisted, csp)) return {NotFound::Kind::UnlistedCsp, 0, {}};
  return {NotFound::Kind::UnknownCsp, 0, {}};
}

auto not_found(const Blob& blob, const Blob& built_in, const OmaUri& uri, const Walk& own) -> NotFound {
  if (uri.segments.empty()) return unknown_csp(built_in, uri);
  if (is_policy_config(uri) && uri.segments[2].text.find('~') != std::string_view::npos) {
    return {NotFound::Kind::AdmxIngested, own.depth, real_node(blob, own)};
  }
  // A node that only holds others in place is not there, though the way to it is.
  const std::size_t segment = std::min(own.depth, uri.segments.size() - 1);
  Walk other;
  if (uri.root != OmaUriRoot::Other) other = walk(blob, other_scope(tree_of(uri)), uri.segments);
  const Node parent = own.depth > 0 ? real_node(blob, own) : real_node(blob, other);
  if (other.node != 0) return {NotFound::Kind::OtherScope, segment, parent};
  if (own.depth > 0 || other.depth > 0) return {NotFound::Kind::UnknownNode, segment, parent};
  return unknown_csp(built_in, uri);
}

}  // namespace

auto Catalog::layer_of(const OmaUri& uri) const -> const Blob& {
  if (uri.segments.empty()) return *layers_.front();
  for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
    const Tree tree = tree_of(uri);
    if (speaks_for(**layer, uri, tree)) return **layer;
    if (tree != Tree::Other && speaks_for(**layer, uri, other_scope(tree))) return **layer;
  }
  return *layers_.front();
}

auto Catalog::find(const OmaUri& uri) const -> std::variant<Found, NotFound> {
  auto answer = find_published(uri);
  if (declared_ == nullptr || std::holds_alternative<Found>(answer)) return answer;
  const auto node = walk(*declared_, tree_of(uri), uri.segments).node;
  if (node == 0 || (declared_->node(node).flags & flag::Synthetic) != 0) return answer;
  return Found{Node(declared_.get(), node), !spelled_alike(*declared_, node, uri)};
}

auto Catalog::find_published(const OmaUri& uri) const -> std::variant<Found, NotFound> {
  if (uri.root == OmaUriRoot::Cimv2) return NotFound{NotFound::Kind::Cimv2, 0, {}};
  const Blob& blob = layers_.size() == 1 ? *layers_.front() : layer_of(uri);
  const Walk own = walk(blob, tree_of(uri), uri.segments);
  if (own.node == 0 || (blob.node(own.node).flags & flag::Synthetic) != 0) {
    return not_found(blob, *layers_.front(), uri, own);
  }
  return Found{Node(&blob, own.node), !spelled_alike(blob, own.node, uri)};
}

auto Catalog::in_other_scope(const OmaUri& uri) const -> Node {
  if (uri.root == OmaUriRoot::Cimv2 || uri.root == OmaUriRoot::Other) return {};
  const Blob& blob = layer_of(uri);
  const Walk other = walk(blob, other_scope(tree_of(uri)), uri.segments);
  return other.node == 0 ? Node() : Node(&blob, other.node);
}

}  // namespace pinwright::csp
