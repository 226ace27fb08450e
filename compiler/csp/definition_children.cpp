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
  DefinitionChildren out;
  const auto same_node = reader.object("sameNode");
  if (errors.failed()) return errors.error();
  for (const auto& [id, own] : same_node.value().items()) out.same_node_.emplace(id, same_node.text(id));
  for (const auto& row : reader.items("parents")) {
    const auto id = row.text("parent");
    std::vector<std::string> options;
    for (const auto& raw : row.texts("options")) options.push_back(settings_catalog_option_id(id, raw));
    out.parents_.insert(id);
    for (auto& child : row.texts("children")) {
      const auto same = out.same_node_.find(child);
      auto& parents = out.by_child_[same == out.same_node_.end() ? child : same->second];
      parents.push_back({id, options, std::move(child)});
    }
  }
  if (errors.failed()) return errors.error();
  return out;
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
