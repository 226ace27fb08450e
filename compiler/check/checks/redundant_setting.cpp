#include <fmt/format.h>

#include <utility>

#include "check/check.hpp"
#include "check/setting_place.hpp"
#include "check/tenant_index.hpp"

namespace pinwright::check::checks {

namespace {

auto report(const TenantContext& context, const Clash& clash, diag::Sink& sink) -> void {
  auto place = place_in(*clash.policy, *clash.setting);
  auto found =
      finding(context, diag::Code::RedundantSetting, place.span, std::move(place.path),
              fmt::format("`{}` has the same value in the policy `{}`, which reaches the same devices or users",
                          shown_uri(*clash.setting), clash.earlier_policy->name()),
              "keep it in one of the two policies: as soon as one of them changes, they conflict");
  const auto other = place_in(*clash.earlier_policy, *clash.earlier);
  found.labels.push_back({other.span, fmt::format("also set here, in the policy `{}`", clash.earlier_policy->name())});
  sink.add(std::move(found));
}

}  // namespace

auto redundant_setting(const TenantContext& context, diag::Sink& sink) -> void {
  for (const auto& clash : context.index.clashes()) {
    if (clash.same_value) report(context, clash, sink);
  }
}

}  // namespace pinwright::check::checks
