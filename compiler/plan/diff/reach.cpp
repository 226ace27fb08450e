#include "plan/diff/reach.hpp"

#include <map>
#include <set>

#include "base/text.hpp"

namespace pinwright::plan {

namespace {

using Target = object::Assignment::Target;

/// Whom the policy reaches afterwards; one that goes, whom it reached.
auto assignments_of(const Change& change) -> const std::vector<object::Assignment>& {
  return change.before && !change.writes_assignments() ? change.before->assignments : change.assignments;
}

auto is_counted(const Change& change) -> bool {
  return change.kind == object::Kind::Policy && change.action != Action::NoOp;
}

auto reach_of(const MemberCounts& counts, const Change& change) -> Reach {
  Reach reach;
  std::map<std::string, MemberCount> groups;
  bool is_known = true;
  for (const auto& assignment : assignments_of(change)) {
    reach.all_devices = reach.all_devices || assignment.target == Target::AllDevices;
    reach.all_users = reach.all_users || assignment.target == Target::AllUsers;
    if (assignment.target == Target::Other) is_known = false;
    if (assignment.exclude || assignment.target != Target::Group) continue;
    const auto count = counts.find(base::folded(assignment.group.id));
    is_known = is_known && count != counts.end();
    if (count != counts.end()) groups.insert(*count);
  }
  MemberCount sum;
  for (const auto& [id, count] : groups) {
    reach.groups.push_back({id, count.devices, count.users});
    sum.devices += count.devices;
    sum.users += count.users;
  }
  if (!is_known) return reach;
  reach.devices = sum.devices;
  reach.users = sum.users;
  return reach;
}

}  // namespace

auto groups_to_count(const std::vector<Change>& changes) -> std::vector<std::string> {
  std::set<std::string> ids;
  for (const auto& change : changes) {
    if (!is_counted(change)) continue;
    for (const auto& assignment : assignments_of(change)) {
      const bool has_members = !assignment.exclude && assignment.target == Target::Group;
      // A group that this plan makes has no id yet, and nobody can tell what its rule will find.
      if (has_members && !assignment.group.id.empty()) ids.insert(base::folded(assignment.group.id));
    }
  }
  return {ids.begin(), ids.end()};
}

auto fill_reach(const MemberCounts& counts, std::vector<Change>& changes) -> void {
  for (auto& change : changes) {
    if (is_counted(change)) change.reach = reach_of(counts, change);
  }
}

}  // namespace pinwright::plan
