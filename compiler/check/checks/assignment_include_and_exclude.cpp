#include <fmt/format.h>

#include <string>
#include <unordered_map>

#include "check/check.hpp"
#include "check/reach.hpp"

namespace pinwright::check::checks {

auto assignment_include_and_exclude(const PolicyContext& context, diag::Sink& sink) -> void {
  std::unordered_map<std::string, const lower::Target*> included;
  // Lowering puts the included targets first.
  for (const auto& target : context.policy.targets) {
    if (!target.assignment.exclude) {
      included.try_emplace(identity(target), &target);
      continue;
    }
    const auto at = included.find(identity(target));
    if (at == included.end()) continue;
    const auto& name = target.declared->group.value;
    const auto& other = at->second->declared->group.value;
    auto found = finding(context.in, diag::Code::AssignmentIncludeAndExclude, target.declared->span,
                         path_of(context.policy, target),
                         name == other ? fmt::format("`{}` is both included and excluded", name)
                                       : fmt::format("`{}` is excluded, and included as `{}`", name, other),
                         "exclusion wins, so that the group gets nothing: remove one of the two lines");
    found.labels.push_back({at->second->declared->span, "included here"});
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::check::checks
