#include "csp/later_definitions.hpp"

#include <map>
#include <utility>

#include "base/sha256.hpp"
#include "csp/path.hpp"

namespace pinwright::csp {

namespace {

auto append_children(std::string& text, const DefinitionChildren& children) -> void {
  for (const auto& [own, parents] : children.all()) {
    for (const auto& parent : parents) {
      text.append(own).append(" ").append(parent.child).append(" ").append(parent.id);
      for (const auto& option : parent.options) text.append(" ").append(option);
      text += '\n';
    }
  }
}

}  // namespace

LaterDefinitions::LaterDefinitions(const LaterDefinitions* earlier, const Definitions& list) {
  if (earlier != nullptr) *this = *earlier;
  const bool is_declared = list.list.empty();
  if (!is_declared) list_ = list.list;
  for (const auto& other : list.others) {
    for (const auto& id : other.ids) paths_.insert_or_assign(id, other.path);
  }
  for (const auto& row : list.rows) add(row, is_declared);
  if (!list.children) return;
  std::vector<std::string> decided;
  for (const auto& row : list.rows) decided.push_back(rows_.at(path_key(row.path)).facts.id);
  children_ = std::make_shared<const DefinitionChildren>(children().with(*list.children, decided));
}

auto LaterDefinitions::add(const DefinitionFacts& row, bool is_declared) -> void {
  Row added{row, is_declared};
  if (added.facts.id.empty()) added.facts.id = rule_of_definition_id(row.path);
  paths_.insert_or_assign(added.facts.id, row.path);
  rows_.insert_or_assign(path_key(row.path), std::move(added));
}

auto LaterDefinitions::of_path(std::string_view path) const -> std::optional<Definition> {
  const auto found = rows_.find(path_key(path));
  if (found == rows_.end()) return std::nullopt;
  const auto& facts = found->second.facts;
  const auto views = [](const std::vector<std::string>& texts) {
    return std::vector<std::string_view>(texts.begin(), texts.end());
  };
  Definition definition;
  definition.control = facts.control;
  definition.own_id = facts.id;
  definition.own_options = views(facts.options);
  definition.option_ids = views(facts.option_ids);
  definition.missing_elements = views(facts.missing_elements);
  definition.named = facts.named;
  definition.is_secret = facts.is_secret;
  definition.is_declared = found->second.is_declared;
  return definition;
}

auto LaterDefinitions::digest() const -> std::string {
  const std::map<std::string_view, std::string_view> sorted(paths_.begin(), paths_.end());
  std::string text;
  for (const auto& [id, path] : sorted) text.append(id).append(" ").append(path).append("\n");
  if (children_ != nullptr) append_children(text, *children_);
  return base::hex(base::sha256(text));
}

auto LaterDefinitions::path_of(std::string_view id) const -> std::string_view {
  const auto found = paths_.find(std::string(id));
  return found == paths_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace pinwright::csp
