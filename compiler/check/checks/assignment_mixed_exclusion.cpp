#include <fmt/format.h>

#include "check/check.hpp"
#include "check/reach.hpp"

namespace pinwright::check::checks {

namespace {

auto word(Audience audience) -> std::string_view { return audience == Audience::Users ? "users" : "devices"; }

/// A line of the other kind, when no included line may hold what is excluded; else nullptr.
auto other_kind(const lower::Policy& policy, Audience excluded) -> const lower::Target* {
  const lower::Target* other = nullptr;
  for (const auto& target : policy.targets) {
    if (target.assignment.exclude) continue;
    const auto included = audience(target);
    if (included == excluded || included == Audience::Unknown) return nullptr;
    if (other == nullptr) other = &target;
  }
  return other;
}

}  // namespace

auto assignment_mixed_exclusion(const PolicyContext& context, diag::Sink& sink) -> void {
  for (const auto& target : context.policy.targets) {
    if (!target.assignment.exclude) continue;
    const auto excluded = audience(target);
    if (excluded == Audience::Unknown) continue;
    const auto* included = other_kind(context.policy, excluded);
    if (included == nullptr) continue;
    auto found = finding(
        context.in, diag::Code::AssignmentMixedExclusion, target.declared->span, path_of(context.policy, target),
        fmt::format("`{}` holds {}, but the policy includes {} only", target.declared->group.value, word(excluded),
                    word(audience(*included))),
        fmt::format("Intune does not support such an exclusion: exclude a group of {}, or use a filter on the included "
                    "line",
                    word(audience(*included))));
    found.labels.push_back({included->declared->span, fmt::format("{} are included here", word(audience(*included)))});
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::check::checks
