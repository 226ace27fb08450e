#include <fmt/format.h>

#include "check/check.hpp"
#include "check/reach.hpp"

namespace pinwright::check::checks {

namespace {

using Kind = object::Assignment::Target;

auto same_filter(const lower::Target& a, const lower::Target& b) -> bool {
  if (!a.assignment.filter || !b.assignment.filter) return false;
  return a.filter == b.filter && a.assignment.filter->exclude == b.assignment.filter->exclude;
}

/// The All devices or All users line that reaches all that `group` does.
auto covering(const lower::Policy& policy, const lower::Target& group) -> const lower::Target* {
  for (const auto& target : policy.targets) {
    if (target.assignment.exclude || target.assignment.target == Kind::Group || audience(target) != audience(group))
      continue;
    if (!target.assignment.filter || same_filter(target, group)) return &target;
  }
  return nullptr;
}

}  // namespace

auto assignment_redundant(const PolicyContext& context, diag::Sink& sink) -> void {
  for (const auto& target : context.policy.targets) {
    if (target.assignment.exclude || target.assignment.target != Kind::Group) continue;
    const auto* all = covering(context.policy, target);
    if (all == nullptr) continue;
    const auto& name = all->declared->group.value;
    auto found =
        finding(context.in, diag::Code::AssignmentRedundant, target.declared->span, path_of(context.policy, target),
                fmt::format("`{}` adds nothing to `{}`", target.declared->group.value, name),
                fmt::format("remove the group, or remove `{}` to reach the group alone", name));
    found.labels.push_back({all->declared->span, fmt::format("`{}` is included here", name)});
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::check::checks
