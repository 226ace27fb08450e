#include "csp/blob.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "csp/segment.hpp"

namespace pinwright::csp {

Blob::Blob(std::vector<std::uint64_t> words)
    : words_(std::move(words)), bytes_(reinterpret_cast<const unsigned char*>(words_.data())) {
  check();
}

Blob::Blob(const unsigned char* bytes) : bytes_(bytes) { check(); }

auto Blob::check() const -> void {
  assert(header().magic == kMagic);
  assert(header().version == kLayoutVersion);
}

auto Blob::text(std::uint32_t ref) const -> std::string_view {
  const unsigned char* at = bytes_ + header().strings + ref;
  std::uint32_t size = 0;
  std::memcpy(&size, at, sizeof size);
  return {reinterpret_cast<const char*>(at + sizeof size), size};
}

auto Blob::list(std::uint32_t ref) const -> std::span<const std::uint32_t> {
  const auto* words = reinterpret_cast<const std::uint32_t*>(bytes_ + header().words) + ref;
  return {words + 1, *words};
}

auto Blob::texts(std::uint32_t ref) const -> std::vector<std::string_view> {
  std::vector<std::string_view> out;
  for (const std::uint32_t item : list(ref)) out.push_back(text(item));
  return out;
}

auto Blob::static_child(std::uint32_t parent, std::string_view segment) const -> std::uint32_t {
  const PackedNode& node_of = node(parent);
  std::uint32_t low = node_of.first_child;
  std::uint32_t high = low + node_of.child_count - node_of.dynamic_count;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const int order = compare_folded(segment, text(node(middle).name));
    if (order == 0) return middle;
    if (order < 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return 0;
}

auto Blob::dynamic_children(std::uint32_t parent) const -> std::pair<std::uint32_t, std::uint32_t> {
  const PackedNode& node_of = node(parent);
  const std::uint32_t last = node_of.first_child + node_of.child_count;
  return {last - node_of.dynamic_count, last};
}

auto Blob::leaves_named(Tree tree, std::string_view segment) const -> std::span<const std::uint32_t> {
  const auto order = [&](std::uint32_t index) {  // below, at or above zero: what is asked for against a leaf
    const PackedNode& leaf = node(index);
    if (leaf.tree != static_cast<std::uint8_t>(tree)) return static_cast<std::uint8_t>(tree) < leaf.tree ? -1 : 1;
    return compare_folded(segment, text(leaf.name));
  };
  const auto leaves = list(header().leaves);
  const auto first = std::partition_point(leaves.begin(), leaves.end(), [&](auto leaf) { return order(leaf) > 0; });
  const auto last = std::partition_point(first, leaves.end(), [&](auto leaf) { return order(leaf) == 0; });
  return {first, last};
}

}  // namespace pinwright::csp
