#include <fmt/format.h>

#include "check/check.hpp"

namespace pinwright::check::checks {

namespace {

/// Graph: windows10CustomConfiguration.omaSettings "can contain a maximum of 1000 elements".
constexpr std::size_t kMost = 1000;

}  // namespace

auto too_many_settings(const PolicyContext& context, diag::Sink& sink) -> void {
  const auto count = context.policy.settings.size();
  if (count <= kMost) return;
  sink.add(finding(context, diag::Code::TooManySettings, context.policy.declared->name.span,
                   fmt::format("the policy has {} settings, and Intune takes at most {}", count, kMost),
                   "split it into two policies with the same assignments"));
}

}  // namespace pinwright::check::checks
