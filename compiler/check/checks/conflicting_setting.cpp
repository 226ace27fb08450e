#include <fmt/format.h>

#include <utility>

#include "check/check.hpp"
#include "check/same_value.hpp"
#include "check/setting_place.hpp"
#include "check/tenant_index.hpp"

namespace pinwright::check::checks {

namespace {

/// Where the value comes from a variable of the tenant, the variable is to blame.
auto place_of(const lower::Policy& policy, const lower::Setting& setting) -> SettingPlace {
  if (!setting.value.text.uses_placeholder() || setting.declared == nullptr) return place_in(policy, setting);
  return {lower::place(setting.value.text), lower::path_of(policy, setting) + ".value"};
}

auto message(const Clash& clash) -> std::string {
  const auto uri = shown_uri(*clash.setting);
  const auto mine = shown_value(*clash.setting);
  const auto theirs = shown_value(*clash.earlier);
  if (!mine || !theirs)
    return fmt::format("`{}` has another value than in the policy `{}`", uri, clash.earlier_policy->name());
  return fmt::format("`{}` is {} here and {} in the policy `{}`", uri, *mine, *theirs, clash.earlier_policy->name());
}

auto report(const TenantContext& context, const Clash& clash, diag::Sink& sink) -> void {
  const bool sure = clash.overlap == Overlap::Sure;
  auto place = place_of(*clash.policy, *clash.setting);
  auto found = finding(
      context, diag::Code::ConflictingSetting, place.span, std::move(place.path), message(clash),
      sure
          ? "both policies reach the same devices or users, and Intune applies either value at random: keep one of the "
            "two, or exclude the groups of one policy from the other"
          : "a device that is reached by both policies gets either value at random: keep one of the two, or exclude "
            "the groups of one policy from the other");
  if (!sure) found.severity = diag::Severity::Warning;
  const auto other = place_of(*clash.earlier_policy, *clash.earlier);
  found.labels.push_back(
      {other.span, fmt::format("the other value, in the policy `{}`", clash.earlier_policy->name())});
  sink.add(std::move(found));
}

}  // namespace

auto conflicting_setting(const TenantContext& context, diag::Sink& sink) -> void {
  for (const auto& clash : context.index.clashes()) {
    if (!clash.same_value) report(context, clash, sink);
  }
}

}  // namespace pinwright::check::checks
