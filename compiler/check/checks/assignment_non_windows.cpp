#include <fmt/format.h>

#include "check/check.hpp"
#include "check/reach.hpp"

namespace pinwright::check::checks {

auto assignment_non_windows(const PolicyContext& context, diag::Sink& sink) -> void {
  for (const auto& target : context.policy.targets) {
    if (target.assignment.exclude || target.assignment.filter || audience(target) != Audience::Users) continue;
    sink.add(
        finding(context.in, diag::Code::AssignmentNonWindows, target.declared->span, path_of(context.policy, target),
                fmt::format("`{}` may hold users with other devices than Windows ones", target.declared->group.value),
                "the policy does not apply to their iOS and Android devices, which appear in its status all the same; "
                "assign it to devices, or with a filter, to keep the status clean"));
    return;
  }
}

}  // namespace pinwright::check::checks
