#include <fmt/format.h>

#include "check/check.hpp"
#include "check/reach.hpp"

namespace pinwright::check::checks {

namespace {

auto word(Audience audience) -> std::string_view { return audience == Audience::Users ? "users" : "devices"; }

/// The included lines, seen from an excluded one.
struct Included {
  const lower::Target* same = nullptr;   ///< of what is excluded
  const lower::Target* other = nullptr;  ///< of the other kind: the exclusion has no effect on it
  bool may_be_same = false;              ///< some line does not tell
};

auto included_by(const lower::Policy& policy, Audience excluded) -> Included {
  Included found;
  for (const auto& target : policy.targets) {
    if (target.assignment.exclude) continue;
    const auto included = audience(target);
    found.may_be_same = found.may_be_same || included == Audience::Unknown;
    if (included == Audience::Unknown) continue;
    auto& first = included == excluded ? found.same : found.other;
    if (first == nullptr) first = &target;
  }
  return found;
}

}  // namespace

auto assignment_mixed_exclusion(const PolicyContext& context, diag::Sink& sink) -> void {
  const auto for_users = included_by(context.policy, Audience::Users);
  const auto for_devices = included_by(context.policy, Audience::Devices);
  for (const auto& target : context.policy.targets) {
    if (!target.assignment.exclude) continue;
    const auto excluded = audience(target);
    if (excluded == Audience::Unknown) continue;
    const auto& lines = excluded == Audience::Users ? for_users : for_devices;
    const auto* included = lines.other;
    if (included == nullptr || (lines.same == nullptr && lines.may_be_same)) continue;
    const bool has_effect = lines.same != nullptr;
    auto found = finding(
        context.in, diag::Code::AssignmentMixedExclusion, target.declared->span, path_of(context.policy, target),
        fmt::format("`{}` holds {}, but the policy includes {} {}", target.declared->group.value, word(excluded),
                    word(audience(*included)), has_effect ? "too, and none of those is spared" : "only"),
        fmt::format("Intune does not support such an exclusion: exclude a group of {}, or use a filter on the included "
                    "line",
                    word(audience(*included))));
    found.labels.push_back({included->declared->span, fmt::format("{} are included here", word(audience(*included)))});
    // It spares what it can: whoever includes both may want just that.
    if (has_effect) found.severity = diag::Severity::Warning;
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::check::checks
