#include <algorithm>

#include "check/check.hpp"
#include "check/reach.hpp"

namespace pinwright::check::checks {

namespace {

auto includes_anybody(const lower::Policy& policy) -> bool {
  return std::any_of(policy.targets.begin(), policy.targets.end(),
                     [](const lower::Target& target) { return !target.assignment.exclude; });
}

/// A line that names something unknown was left out and reported: the author did not mean nobody.
auto names_something_unknown(const PolicyContext& context, const model::Assignments& assignments) -> bool {
  const auto& workspace = context.in.all.workspace;
  const auto is_unknown = [&](const model::Target& target) {
    const bool no_group =
        target.kind == model::Target::Kind::Group && workspace.groups.find(target.group.value) == nullptr;
    return no_group || (target.filter && workspace.filters.find(target.filter->value) == nullptr);
  };
  return std::any_of(assignments.include.begin(), assignments.include.end(), is_unknown);
}

auto report_absent(const PolicyContext& context, diag::Sink& sink) -> void {
  sink.add(finding(context, diag::Code::AssignmentNone, context.policy.declared->name.span,
                   "the policy has no `assignments`",
                   "a new policy reaches nobody, and assignments made by hand stay as they are: add `assignments`, or "
                   "waive this finding"));
}

}  // namespace

auto assignment_none(const PolicyContext& context, diag::Sink& sink) -> void {
  if (includes_anybody(context.policy)) return;
  const auto* assignments = effective_assignments(context.policy);
  if (assignments == nullptr) {
    report_absent(context, sink);
    return;
  }
  if (names_something_unknown(context, *assignments)) return;
  auto found = finding(context, diag::Code::AssignmentNone, assignments->span,
                       assignments->include.empty()
                           ? "the policy is assigned to nobody"
                           : "the policy is assigned to nobody: the tenant binds every included group to `none`",
                       "name a group under `include`; if this is meant, waive this finding");
  found.path += ".assignments";
  sink.add(std::move(found));
}

}  // namespace pinwright::check::checks
