#include "emit/import/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>
#include <variant>

#include "emit/import/key_maker.hpp"
#include "emit/import/policy_writer.hpp"
#include "lower/fill.hpp"
#include "object/marker.hpp"

namespace pinwright::emit {

namespace {

auto policy_of(const object::Live& live) -> const object::Policy& { return std::get<object::Policy>(live.object); }

auto owner_problem(const object::Policy& policy, const std::string& workspace) -> std::string {
  const auto marker = object::split_description(policy.description.value_or("")).marker;
  if (!marker) return {};
  if (marker->workspace == workspace) return fmt::format("this workspace has it already, as `{}`", marker->key);
  return fmt::format("the workspace `{}` has it, as `{}`: `pinwright forget {}` there first", marker->workspace,
                     marker->key, marker->key);
}

/// Why the language cannot say this policy at all; empty: it can.
auto form_problem(const object::Policy& policy) -> std::string {
  if (policy.display_name.empty()) return "it has no display name";
  if (lower::has_placeholder(policy.display_name)) return "its name holds what these files take for a placeholder";
  for (const auto& setting : policy.settings) {
    if (lower::has_placeholder(setting.display_name))
      return fmt::format("the name of its setting `{}` holds what these files take for a placeholder",
                         setting.key.text());
  }
  return {};
}

auto in_order(const std::vector<object::Live>& policies) -> std::vector<const object::Live*> {
  std::vector<const object::Live*> sorted;
  for (const auto& live : policies) {
    if (object::kind_of(live.object) == object::Kind::Policy) sorted.push_back(&live);
  }
  std::sort(sorted.begin(), sorted.end(), [](const object::Live* a, const object::Live* b) {
    return std::tie(policy_of(*a).display_name, a->id) < std::tie(policy_of(*b).display_name, b->id);
  });
  return sorted;
}

}  // namespace

auto import_policies(const std::vector<object::Live>& policies, const ImportTarget& target, const LiveNames& names,
                     const csp::Catalog& catalog) -> Imported {
  ImportContext context{target,
                        names,
                        catalog,
                        Definitions(target.groups, target.group_keys, "group"),
                        Definitions(target.filters, target.filter_keys, "filter"),
                        {}};
  KeyMaker keys(target.policies);
  std::set<std::string> seen;
  for (const auto* live : in_order(policies)) {
    const auto& policy = policy_of(*live);
    auto problem = owner_problem(policy, target.workspace);
    if (problem.empty()) problem = form_problem(policy);
    if (problem.empty() && !seen.insert(policy.display_name).second)
      problem = "another policy of this tenant has the same name";
    if (problem.empty()) {
      write_policy(*live, keys.make(policy.display_name, "policy"), context);
    } else {
      context.imported.remarks.push_back(
          fmt::format("`{}` ({}) is left out: {}", policy.display_name, live->id, problem));
    }
  }
  if (context.groups.has_new()) context.imported.files.push_back(context.groups.file("groups"));
  if (context.filters.has_new()) context.imported.files.push_back(context.filters.file("filters"));
  return std::move(context.imported);
}

}  // namespace pinwright::emit
