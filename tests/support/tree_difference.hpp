#pragma once

#include <optional>
#include <string>
#include <vector>

#include "syntax/node.hpp"

namespace pinwright::testing {

/// Where two readings of one text differ, in any field of any node; nullopt when they do not. Header-only: fuzz targets
/// use it too.
[[nodiscard]] inline auto tree_difference(const syntax::Node& a, const syntax::Node& b, const std::string& path)
    -> std::optional<std::string> {
  if (a.kind != b.kind) return path + ": kind";
  if (a.style != b.style) return path + ": style";
  if (a.span != b.span) return path + ": span";
  if (a.text != b.text) return path + ": text";
  if (a.items.size() != b.items.size()) return path + ": number of items";
  if (a.members.size() != b.members.size()) return path + ": number of members";
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (auto found = tree_difference(a.items[i], b.items[i], path + "[" + std::to_string(i) + "]")) return found;
  }
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    const auto here = path + "." + a.members[i].key.text;
    if (auto found = tree_difference(a.members[i].key, b.members[i].key, here + " (key)")) return found;
    if (auto found = tree_difference(a.members[i].value, b.members[i].value, here)) return found;
  }
  return std::nullopt;
}

[[nodiscard]] inline auto tree_difference(const std::vector<syntax::Node>& a, const std::vector<syntax::Node>& b)
    -> std::optional<std::string> {
  if (a.size() != b.size()) return "number of documents";
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (auto found = tree_difference(a[i], b[i], "")) return found;
  }
  return std::nullopt;
}

}  // namespace pinwright::testing
