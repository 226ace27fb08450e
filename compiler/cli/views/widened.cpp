#include "cli/views/widened.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/views/labels.hpp"

namespace pinwright::cli::views {

namespace {

using object::Assignment;

/// The same group, whether it is included or excluded. A group that this plan makes has no id yet: it is in no live
/// assignment.
auto same_target(const Assignment& a, const Assignment& b) -> bool {
  if (a.target != b.target) return false;
  if (a.target == Assignment::Target::Other) return a.foreign == b.foreign;
  return a.target != Assignment::Target::Group || (!a.group.id.empty() && base::equal_folded(a.group.id, b.group.id));
}

auto find(const std::vector<Assignment>& list, const Assignment& one) -> const Assignment* {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Assignment& other) {
    return other.exclude == one.exclude && same_target(other, one);
  });
  return found == list.end() ? nullptr : &*found;
}

auto filter_name(const plan::TenantPlan& tenant, const object::FilterUse& use) -> std::string {
  return use.filter.key.empty() ? name_of_filter(tenant, use.filter.id) : use.filter.key;
}

auto same_filter(const object::FilterUse& a, const object::FilterUse& b) -> bool {
  return a.exclude == b.exclude && base::equal_folded(a.filter.id, b.filter.id);
}

/// A target that keeps its place under another filter: any change but the first filter may let more in.
auto filter_change(const plan::TenantPlan& tenant, const plan::Change& change, const Assignment& before,
                   const Assignment& after) -> std::string {
  if (!before.filter) return {};
  const auto target = name_of_target(tenant, change, after);
  if (!after.filter) return fmt::format("{} without filter {}", target, filter_name(tenant, *before.filter));
  if (same_filter(*before.filter, *after.filter)) return {};
  return fmt::format("{} with filter {} ({}) in place of {} ({})", target, filter_name(tenant, *after.filter),
                     after.filter->exclude ? "exclude" : "include", filter_name(tenant, *before.filter),
                     before.filter->exclude ? "exclude" : "include");
}

}  // namespace

auto widened(const plan::TenantPlan& tenant, const plan::Change& change) -> std::vector<std::string> {
  std::vector<std::string> found;
  if (!change.before || !change.manages_assignments) return found;
  const auto& before = change.before->assignments;
  for (const auto& one : change.assignments) {
    if (one.exclude) continue;
    const auto* old = find(before, one);
    auto text = old == nullptr ? "+ " + name_of_target(tenant, change, one) : filter_change(tenant, change, *old, one);
    if (!text.empty()) found.push_back(std::move(text));
  }
  for (const auto& one : before) {
    if (!one.exclude || find(change.assignments, one) != nullptr) continue;
    found.push_back(fmt::format("{} is no longer excluded", name_of_target(tenant, change, one)));
  }
  return found;
}

}  // namespace pinwright::cli::views
