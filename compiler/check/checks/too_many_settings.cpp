#include <fmt/format.h>

#include "check/check.hpp"
#include "object/codec/codec.hpp"

namespace pinwright::check::checks {

auto too_many_settings(const PolicyContext& context, diag::Sink& sink) -> void {
  const auto most = object::codec_of(context.policy.target).most_settings;
  const auto count = context.policy.settings.size();
  if (most == 0 || count <= most) return;
  sink.add(finding(context, diag::Code::TooManySettings, context.policy.declared->name.span,
                   fmt::format("the policy has {} settings, and Intune takes at most {}", count, most),
                   "split it into two policies with the same assignments"));
}

}  // namespace pinwright::check::checks
