#include "csp/definition_children.hpp"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_parse.hpp"
#include "base/json_reader.hpp"
#include "csp/settings_catalog.hpp"

extern "C" const char pinwright_definition_children[];      // NOLINT(readability-identifier-naming)
extern "C" const char pinwright_definition_children_end[];  // NOLINT(readability-identifier-naming)

namespace pinwright::csp {

namespace {

auto is_one_of(const std::vector<std::string>& texts, std::string_view text) -> bool {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

auto DefinitionChildren::of_json(std::string_view text) -> base::Result<DefinitionChildren> {
  const auto parsed = base::parse_json(text);
  if (!parsed.ok()) return parsed.error();
  base::JsonErrors errors("the list");
  const base::JsonReader reader(parsed.value(), errors);
  if (reader.int32("format") != 1) reader.fail("format", "is not 1");
  ChildrenList list;
  const auto same_node = reader.object("sameNode");
  if (errors.failed()) return errors.error();
  for (const auto& [id, own] : same_node.value().items()) list.same_node.emplace(id, same_node.text(id));
  for (const auto& row : reader.items("parents")) {
    auto& added = list.rows.emplace_back();
    added.parent = row.text("parent");
    for (const auto& raw : row.texts("options")) added.options.push_back(settings_catalog_option_id(added.parent, raw));
    added.children = row.texts("children");
  }
  if (errors.failed()) return errors.error();
  return DefinitionChildren(list);
}

auto DefinitionChildren::add(const ChildrenList& list) -> void {
  for (const auto& [child, own] : list.same_node) same_node_.insert_or_assign(child, own);
  for (const auto& row : list.rows) {
    parents_.insert(row.parent);
    for (const auto& child : row.children) {
      const auto same = same_node_.find(child);
      by_child_[same == same_node_.end() ? child : same->second].push_back({row.parent, row.options, child});
    }
  }
}

auto DefinitionChildren::with(const ChildrenList& list, const std::vector<std::string>& decided) const
    -> DefinitionChildren {
  DefinitionChildren out = *this;
  const std::set<std::string_view> ids(decided.begin(), decided.end());
  for (const auto id : ids) out.by_child_.erase(std::string(id));
  std::erase_if(out.same_node_, [&](const auto& row) { return ids.contains(row.second); });
  out.parents_.clear();
  for (const auto& [child, parents] : out.by_child_) {
    for (const auto& parent : parents) out.parents_.insert(parent.id);
  }
  out.add(list);
  out.put_innermost_first();
  return out;
}

auto DefinitionChildren::put_innermost_first() -> void {
  std::map<std::string_view, int> known;
  for (auto& [child, parents] : by_child_) {
    std::stable_sort(parents.begin(), parents.end(), [&](const DefinitionParent& a, const DefinitionParent& b) {
      return depth_of(a.id, known, 0) > depth_of(b.id, known, 0);
    });
  }
}

auto DefinitionChildren::depth_of(std::string_view id, std::map<std::string_view, int>& known, int level) const -> int {
  constexpr int kMostLevels = 32;  // a list may lead round in a circle
  if (level > kMostLevels) return 0;
  if (const auto found = known.find(id); found != known.end()) return found->second;
  int depth = 0;
  for (const auto& parent : parents_of(id)) depth = std::max(depth, depth_of(parent.id, known, level + 1) + 1);
  known.emplace(id, depth);
  return depth;
}

auto DefinitionChildren::built_in() -> const DefinitionChildren& {
  static const auto kChildren = [] {
    const char* const begin = pinwright_definition_children;
    auto children = of_json({begin, static_cast<std::size_t>(pinwright_definition_children_end - begin)});
    assert(children.ok());
    return std::move(children).value();
  }();
  return kChildren;
}

auto DefinitionChildren::parents_of(std::string_view id) const -> std::span<const DefinitionParent> {
  const auto found = by_child_.find(id);
  return found == by_child_.end() ? std::span<const DefinitionParent>() : std::span(found->second);
}

auto DefinitionChildren::own_id_of(std::string_view child, std::string_view option) const -> std::string_view {
  const auto same = same_node_.find(child);
  if (same == same_node_.end()) return {};
  const auto parents = parents_of(same->second);
  const bool stands_there = std::any_of(parents.begin(), parents.end(), [&](const DefinitionParent& parent) {
    return parent.child == child && is_one_of(parent.options, option);
  });
  return stands_there ? std::string_view(same->second) : std::string_view();
}

}  // namespace pinwright::csp
