#include <fmt/format.h>

#include "check/check.hpp"
#include "check/reach.hpp"

namespace pinwright::check::checks {

auto filter_on_exclusion(const PolicyContext& context, diag::Sink& sink) -> void {
  for (const auto& target : context.policy.targets) {
    if (!target.assignment.exclude || target.filter == nullptr) continue;
    const auto& declared = *target.declared;
    sink.add(finding(
        context.in, diag::Code::FilterOnExclusion, declared.filter->span, path_of(context.policy, target) + ".filter",
        fmt::format("the excluded group `{}` has a filter", declared.group.value),
        "Intune takes filters on included lines only: put it there with `filterMode: exclude`, or remove it"));
  }
}

}  // namespace pinwright::check::checks
