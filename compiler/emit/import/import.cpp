#include "emit/import/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <variant>

#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "csp/settings_catalog.hpp"
#include "emit/import/key_maker.hpp"
#include "emit/import/policy_writer.hpp"
#include "lower/fill.hpp"
#include "object/canonical.hpp"
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

struct Problem {
  std::string reason;                 ///< empty: there is none
  std::vector<std::string> settings;  ///< ids of definitions that it is about
};

/// The settings catalog names the areas of an ADMX file that it has itself ingested as Windows does: `~policy~`.
auto is_ingested(std::string_view definition_id) -> bool {
  return definition_id.find("~policy~") != std::string_view::npos;
}

/// Definitions that lead to no node.
auto unknown_settings(const object::Policy& policy, const csp::Catalog& catalog) -> Problem {
  constexpr std::size_t kShown = 5;
  Problem problem;
  for (const auto& setting : policy.settings) {
    const auto& id = setting.key.text();
    if (setting.key.parsed() == nullptr && !catalog.node_of_definition(id).valid()) problem.settings.push_back(id);
  }
  auto& ids = problem.settings;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (ids.empty()) return problem;
  const auto shown = base::ticked_all({ids.begin(), ids.end()});
  const bool are_all_ingested = std::all_of(ids.begin(), ids.end(), is_ingested);
  problem.reason =
      fmt::format("no OMA-URI is known for its setting{} {}{}", ids.size() == 1 ? "" : "s", base::listed(shown, kShown),
                  are_all_ingested ? ", of an ADMX file that the settings catalog brings along" : "");
  return problem;
}

/// A node is known, and yet the files cannot say it.
auto setting_problem(const object::Setting& setting, const csp::Catalog& catalog) -> std::string {
  const auto node = catalog.node_of_definition(setting.key.text());
  const auto definition = catalog.definition_of(node);
  if (node.is_dynamic() && definition && definition->named)
    return fmt::format("an instance of `{}` in it has no name", node.uri());
  return fmt::format("its setting `{}` is one way to set `{}` that these files cannot say", setting.key.text(),
                     node.uri());
}

/// A body of the settings catalog cannot hold what two instances of a group, or of one name, may say of a node.
auto repeated_setting(const object::Policy& policy) -> std::string {
  std::set<std::string_view> seen;
  for (const auto& setting : policy.settings) {
    if (!seen.insert(object::identity(setting)).second)
      return fmt::format("it sets `{}` more than once, which a policy of these files cannot", setting.key.text());
  }
  return {};
}

/// What a policy holds beside OMA-URIs would be lost: an update puts the files in the place of all.
auto settings_problem(const object::Policy& policy, const csp::Catalog& catalog) -> Problem {
  if (policy.target != object::Target::Custom) {
    if (auto unknown = unknown_settings(policy, catalog); !unknown.reason.empty()) return unknown;
    for (const auto& setting : policy.settings) {
      if (setting.key.parsed() == nullptr) return {setting_problem(setting, catalog), {setting.key.text()}};
    }
    if (auto reason = repeated_setting(policy); !reason.empty()) return {std::move(reason), {}};
  }
  for (const auto& setting : policy.settings) {
    if (lower::has_placeholder(setting.display_name))
      return {
          fmt::format("the name of its setting `{}` holds what these files take for a placeholder", setting.key.text()),
          {}};
  }
  return {};
}

/// Why the language cannot say this policy at all.
auto form_problem(const object::Live& live, const csp::Catalog& catalog) -> Problem {
  const auto& policy = policy_of(live);
  if (!policy.template_id.empty()) return {"it was made from a template, which these files cannot say", {}};
  if (!policy.other_technologies.empty())
    return {fmt::format("its technologies are `{}`, and a policy of these files has `mdm` alone",
                        policy.other_technologies),
            {}};
  if (!live.has_settings) return {"its settings are not there", {}};
  if (policy.display_name.empty()) return {"it has no display name", {}};
  if (lower::has_placeholder(policy.display_name))
    return {"its name holds what these files take for a placeholder", {}};
  return settings_problem(policy, catalog);
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
    Problem problem{owner_problem(*live, target), {}};
    auto& reason = problem.reason;
    if (reason.empty()) problem = form_problem(*live, catalog);
    if (const auto found = unfit.find(at); reason.empty() && found != unfit.end()) reason = found->second;
    if (reason.empty() && !seen[policy.target].insert(policy.display_name).second)
      reason = "another policy of this tenant has the same name";
    if (!reason.empty()) {
      auto& left_out = context.imported.left_out.emplace_back(left_out_of(*live, std::move(reason)));
      left_out.settings = std::move(problem.settings);
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
