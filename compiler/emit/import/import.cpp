#include "emit/import/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "csp/settings_catalog.hpp"
#include "emit/import/key_maker.hpp"
#include "emit/import/policy_writer.hpp"
#include "lower/fill.hpp"
#include "object/marker.hpp"

namespace pinwright::emit {

namespace {

auto policy_of(const object::Live& live) -> const object::Policy& { return std::get<object::Policy>(live.object); }

auto owner_problem(const object::Live& live, const ImportTarget& target) -> std::string {
  if (const auto found = target.adopted.find(base::folded(live.id)); found != target.adopted.end())
    return fmt::format("this workspace has it already, as `{}`", found->second);
  const auto marker = object::split_description(policy_of(live).description.value_or("")).marker;
  if (!marker || !object::is_of_tenant(*marker, target.tenant_id)) return {};
  if (marker->workspace == target.workspace) return fmt::format("this workspace has it already, as `{}`", marker->key);
  return fmt::format("the workspace `{}` has it, as `{}`: `pinwright forget {}` there first", marker->workspace,
                     marker->key, marker->key);
}

/// What a policy holds beside OMA-URIs would be lost: an update puts the files in the place of all.
auto setting_problem(const object::Policy& policy, const object::Setting& setting, const csp::Catalog& catalog)
    -> std::string {
  if (policy.target == object::Target::Custom || setting.key.parsed() != nullptr) return {};
  const auto node = catalog.node_of_definition(setting.key.text());
  if (!node.valid()) return fmt::format("no OMA-URI is known for its setting `{}`", setting.key.text());
  const auto definition = catalog.definition_of(node);
  if (node.is_dynamic() && definition && definition->named)
    return fmt::format("an instance of `{}` in it has no name", node.uri());
  return fmt::format("its setting `{}` is one way to set `{}` that these files cannot say", setting.key.text(),
                     node.uri());
}

/// Why the language cannot say this policy at all; empty: it can.
auto form_problem(const object::Live& live, const csp::Catalog& catalog) -> std::string {
  const auto& policy = policy_of(live);
  if (!policy.template_id.empty()) return "it was made from a template, which these files cannot say";
  if (!live.has_settings) return "its settings are not there";
  if (policy.display_name.empty()) return "it has no display name";
  if (lower::has_placeholder(policy.display_name)) return "its name holds what these files take for a placeholder";
  for (const auto& setting : policy.settings) {
    if (auto problem = setting_problem(policy, setting, catalog); !problem.empty()) return problem;
    if (lower::has_placeholder(setting.display_name))
      return fmt::format("the name of its setting `{}` holds what these files take for a placeholder",
                         setting.key.text());
  }
  return {};
}

using NamesByTarget = std::map<object::Target, std::set<std::string>>;

/// Policies of two targets may have one name: the second key says which it is.
auto name_for_key(const object::Policy& policy, const NamesByTarget& seen) -> std::string {
  const auto custom = seen.find(object::Target::Custom);
  const bool is_second = policy.target == object::Target::SettingsCatalog && custom != seen.end() &&
                         custom->second.contains(policy.display_name);
  return policy.display_name + (is_second ? " catalog" : "");
}

auto in_order(const std::vector<object::Live>& policies) -> std::vector<const object::Live*> {
  std::vector<const object::Live*> sorted;
  for (const auto& live : policies) {
    if (object::kind_of(live.object) == object::Kind::Policy) sorted.push_back(&live);
  }
  std::sort(sorted.begin(), sorted.end(), [](const object::Live* a, const object::Live* b) {
    const auto& left = policy_of(*a);
    const auto& right = policy_of(*b);
    return std::tie(left.display_name, left.target, a->id) < std::tie(right.display_name, right.target, b->id);
  });
  return sorted;
}

}  // namespace

auto import_policies(const std::vector<object::Live>& policies, const ImportTarget& target, const LiveNames& names,
                     const csp::Catalog& catalog, const std::vector<ExportNotes>& notes, const Unfit& unfit)
    -> Imported {
  assert(notes.empty() || notes.size() == policies.size());
  ImportContext context{target,
                        names,
                        catalog,
                        Definitions(target.groups, target.group_keys, "group"),
                        Definitions(target.filters, target.filter_keys, "filter"),
                        {}};
  KeyMaker keys(target.policies);
  NamesByTarget seen;
  for (const auto* live : in_order(policies)) {
    const auto& policy = policy_of(*live);
    const auto at = static_cast<std::size_t>(live - policies.data());
    auto problem = owner_problem(*live, target);
    if (problem.empty()) problem = form_problem(*live, catalog);
    if (const auto found = unfit.find(at); problem.empty() && found != unfit.end()) problem = found->second;
    if (problem.empty() && !seen[policy.target].insert(policy.display_name).second)
      problem = "another policy of this tenant has the same name";
    if (!problem.empty()) {
      context.imported.left_out.push_back(left_out_of(*live, std::move(problem)));
      continue;
    }
    const auto key = keys.make(name_for_key(policy, seen), "policy");
    write_policy(*live, notes.empty() ? ExportNotes() : notes[at], key, context);
    context.imported.policies.push_back({at, key, policy_path(key)});
  }
  if (context.groups.has_new()) context.imported.files.push_back(context.groups.file("groups"));
  if (context.filters.has_new()) context.imported.files.push_back(context.filters.file("filters"));
  return std::move(context.imported);
}

}  // namespace pinwright::emit
