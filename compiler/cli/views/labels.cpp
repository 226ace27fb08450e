#include "cli/views/labels.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "object/noun.hpp"

namespace pinwright::cli::views {

namespace {

using Target = object::Assignment::Target;

auto name_of(const plan::TenantPlan& tenant, plan::Resolved::Kind kind, const std::string& id) -> std::string {
  for (const auto& reference : tenant.references) {
    if (reference.kind == kind && !id.empty() && base::equal_folded(reference.id, id)) return reference.key;
  }
  // Of what is not in the tenant yet stands the symbol `{filter.corp}`.
  const auto dot = id.find('.');
  const bool is_symbol = id.starts_with('{') && id.ends_with('}') && dot != std::string::npos;
  return is_symbol ? id.substr(dot + 1, id.size() - dot - 2) : id;
}

/// `group SG Kiosks` of the path `assignments[group SG Kiosks]` whose target has this id.
auto label_in(const plan::Change& change, const std::string& id) -> std::string {
  constexpr std::string_view kBegin = "assignments[";
  for (const auto& difference : change.paths) {
    if (!difference.before || !difference.path.starts_with(kBegin)) continue;
    const auto target = nlohmann::json::parse(*difference.before, nullptr, false);
    const auto group = target.find("groupId");
    const bool is_it =
        group != target.end() && group->is_string() && base::equal_folded(group->get_ref<const std::string&>(), id);
    if (!is_it) continue;
    return difference.path.substr(kBegin.size(), difference.path.size() - kBegin.size() - 1);
  }
  return {};
}

}  // namespace

auto title_of(object::Kind kind, const std::string& key, const std::string& name) -> std::string {
  if (key.empty()) return fmt::format("{} \"{}\"", object::noun(kind), name);
  return fmt::format("{} {} \"{}\"", object::noun(kind), key, name);
}

auto name_of_filter(const plan::TenantPlan& tenant, const std::string& id) -> std::string {
  return name_of(tenant, plan::Resolved::Kind::Filter, id);
}

auto name_of_target(const plan::TenantPlan& tenant, const plan::Change& change, const object::Assignment& assignment)
    -> std::string {
  const auto& group = assignment.group;
  switch (assignment.target) {
    case Target::Group:
      if (!group.key.empty()) return "group " + group.key;
      if (auto named = label_in(change, group.id); !named.empty()) return named;
      return "group " + name_of(tenant, plan::Resolved::Kind::Group, group.id);
    case Target::AllDevices:
      return "all devices";
    case Target::AllUsers:
      return "all users";
    case Target::Other:
      return "another kind of target";
  }
  return "";
}

}  // namespace pinwright::cli::views
