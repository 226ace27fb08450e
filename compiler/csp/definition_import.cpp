#include "csp/definition_import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "csp/definition_answer.hpp"
#include "csp/path.hpp"
#include "csp/settings_catalog.hpp"

namespace pinwright::csp {
namespace {

using Group = std::vector<const AnsweredDefinition*>;

auto is_ingested(std::string_view path) -> bool { return path.find('~') != std::string_view::npos; }

/// `{0}` by the name that the id has in its place.
auto with_names(std::string_view path, std::string_view id) -> std::string {
  std::string out;
  for (const auto segment : base::split(path, '/')) {
    if (!out.empty()) out += '/';
    const auto open = id.find('{');
    const auto close = id.find('}');
    const bool is_named = is_dynamic_segment(segment) && open != std::string_view::npos && close > open;
    out += is_named ? id.substr(open, close - open + 1) : segment;
    if (is_named) id.remove_prefix(close + 1);
  }
  return out;
}

/// Which version of the definition `base` the id is: 1, or what stands behind `_v`; nullopt: it is another one.
auto version_of(std::string_view id, std::string_view base) -> std::optional<int> {
  if (!id.starts_with(base)) return std::nullopt;
  id.remove_prefix(base.size());
  if (id.empty()) return 1;
  if (!id.starts_with("_v")) return std::nullopt;
  id.remove_prefix(2);
  int version = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), version);
  return error == std::errc() && end == id.data() + id.size() ? std::optional(version) : std::nullopt;
}

/// The node's own definition: the newest whose id follows the rule, whatever the root is called in it; or the only one.
auto own_of(const Group& group, std::string_view path) -> const AnsweredDefinition* {
  constexpr std::string_view kDevice = "device_";
  const auto rule = rule_of_definition_id(path);
  std::string other(rule.starts_with(kDevice) ? rule.substr(kDevice.size()) : std::string(kDevice) + rule);
  const AnsweredDefinition* own = nullptr;
  int newest = 0;
  for (const auto* one : group) {
    auto version = version_of(one->id, rule);
    if (!version) version = version_of(one->id, other);
    if (!version || *version <= newest) continue;
    newest = *version;
    own = one;
  }
  return own == nullptr && group.size() == 1 ? group.front() : own;
}

auto same_values(const std::vector<AnsweredOption>& options, const std::vector<std::string_view>& values) -> bool {
  std::set<std::string> left, right;
  for (const auto& option : options) left.insert(base::folded(option.value));
  for (const auto value : values) right.insert(base::folded(value));
  return left == right;
}

class Importer {
 public:
  Importer(const Catalog& catalog, const std::string& list) : catalog_(catalog) { import_.list.list = list; }

  auto run(const DefinitionAnswer& answer) -> DefinitionImport {
    import_.ids = answer.definitions.size();
    std::map<std::string, Group> groups;  // by path_key
    for (const auto& one : answer.definitions) ids_.insert(one.id);
    for (const auto& one : answer.definitions) {
      if (is_ingested(one.path)) {
        ++import_.ingested;
        continue;
      }
      const auto node = catalog_.at_path(one.path);
      auto path = node.valid() ? node.uri() : with_names(one.path, one.id);
      const auto key = path_key(path);
      paths_.try_emplace(key, std::move(path));
      groups[key].push_back(&one);
    }
    for (const auto& [key, group] : groups) add(paths_[key], group);
    add_children(answer);
    if (answer.goes_on)
      import_.notes.emplace_back("the last page names a next one, which is not there: the list is not whole");
    return std::move(import_);
  }

 private:
  auto add(const std::string& path, const Group& group) -> void {
    const auto node = catalog_.at_path(path);
    import_.unknown += node.valid() ? 0U : 1U;
    const auto* own = own_of(group, path);
    std::set<std::string> rest;
    for (const auto* one : group) {
      if (one != own) rest.insert(one->id);
    }
    if (own != nullptr) {
      DefinitionFacts row;
      row.path = path;
      row.control = own->control;
      if (own->id != rule_of_definition_id(path)) row.id = own->id;
      for (const auto* one : group) own_[one->id] = own;
      row.is_secret = own->is_secret;
      if (node.valid()) take_children(node, own->id, rest, row);
      if (!node.valid() || !node.is_admx_backed()) take_options(node, *own, row);
      import_.list.rows.push_back(std::move(row));
    }
    if (!rest.empty()) import_.list.others.push_back({path, {rest.begin(), rest.end()}});
  }

  /// Which definitions of nodes stand in options of others. Elements of an ADMX policy are no nodes.
  auto add_children(const DefinitionAnswer& answer) -> void {
    const auto& all = answer.definitions;
    if (std::none_of(all.begin(), all.end(), [](const auto& one) { return one.tells_parents; })) return;
    import_.list.children.emplace();
    auto parents = parents_by_child(answer);
    for (const auto& one : all) {
      const auto own = own_.find(one.id);
      if (own == own_.end() || is_element_.contains(one.id)) continue;
      add_child(one, *own->second, joined_parents(one.id, parents[one.id]));
    }
  }
  /// Either side may say it.
  static auto parents_by_child(const DefinitionAnswer& answer) -> std::map<std::string, std::vector<AnsweredParent>> {
    std::map<std::string, std::vector<AnsweredParent>> parents;
    for (const auto& one : answer.definitions) {
      auto& said = parents[one.id];
      said.insert(said.end(), one.parents.begin(), one.parents.end());
      for (const auto& option : one.options) {
        for (const auto& child : option.children) parents[child].push_back({one.id, option.id});
      }
    }
    return parents;
  }
  /// A further definition of a node that is set in the same way, and stands in an option, is the node's own there.
  auto add_child(const AnsweredDefinition& child, const AnsweredDefinition& own,
                 const std::vector<DefinitionParent>& parents) -> void {
    auto& list = *import_.list.children;
    if (parents.empty()) return;
    if (&child != &own && child.control != own.control) return;
    if (child.id != own.id) list.same_node.emplace(child.id, own.id);
    for (const auto& parent : parents) list.rows.push_back({parent.id, parent.options, {child.id}});
  }

  auto take_children(const Node& node, const std::string& id, std::set<std::string>& rest, DefinitionFacts& row)
      -> void {
    const auto name = settings_catalog_child_id(id, node.name());
    row.named = row.control == Control::Group && node.is_dynamic() && ids_.contains(name);
    if (row.named && rest.erase(name) > 0) is_element_.insert(name);
    const auto policy = node.admx();
    if (!policy) return;
    for (const auto& element : policy->elements) {
      const auto child = settings_catalog_child_id(id, element.id);
      if (rest.erase(child) == 0) row.missing_elements.emplace_back(element.id);
      for (const auto& part : {child, child + "_key", child + "_value"}) {
        rest.erase(part);
        is_element_.insert(part);
      }
    }
  }

  static auto take_options(const Node& node, const AnsweredDefinition& own, DefinitionFacts& row) -> void {
    const auto& options = own.options;
    const bool by_rule = std::all_of(options.begin(), options.end(), [&](const AnsweredOption& one) {
      return one.id == settings_catalog_option_id(own.id, one.value);
    });
    if (by_rule && node.valid() && same_values(options, node.allowed_values())) return;
    for (const auto& option : options) {
      row.options.push_back(option.value);
      if (!by_rule) row.option_ids.push_back(option.id);
    }
  }

  const Catalog& catalog_;
  DefinitionImport import_;
  std::map<std::string, std::string> paths_;              // by path_key
  std::map<std::string, const AnsweredDefinition*> own_;  // by id: the own definition of its node
  std::set<std::string> is_element_;                      // of an ADMX policy, or the name of an instance
  std::set<std::string> ids_;  // of the whole answer: the name of an instance has an OMA-URI of its own
};

}  // namespace

auto import_definitions(std::string_view json, const Catalog& catalog, const std::string& list)
    -> base::Result<DefinitionImport> {
  const auto answer = read_definition_answer(json);
  if (!answer.ok()) return answer.error();
  if (answer.value().definitions.empty())
    return base::Error{
        "the answer has no definition of a node of Windows",
        "save what `GET https://graph.microsoft.com/beta/deviceManagement/configurationSettings` answers"};
  return Importer(catalog, list).run(answer.value());
}

}  // namespace pinwright::csp
