#include <fmt/format.h>

#include "object/codec/codec.hpp"
#include "plan/conditions/conditions.hpp"

namespace pinwright::plan::conditions {

namespace {

auto noun_of(const object::Object& object) -> std::string_view {
  return object::codec_of(object::target_of(object)).noun;
}

}  // namespace

auto target_changed(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto& one : snapshot.desired) {
    const auto* live = one.of_other_target();
    if (live == nullptr) continue;
    const bool is_chosen = one.policy != nullptr && one.policy->target_span.known();
    sink.add(finding(snapshot, diag::Code::TargetChanged, is_chosen ? one.policy->target_span : one.span, one.path,
                     fmt::format("the policy `{}` is a {} in the tenant (`{}`), and the files say {}", one.key,
                                 noun_of(live->object), live->id, noun_of(one.object)),
                     "Intune cannot turn one into the other: leave the target as it is, or declare the new "
                     "policy under another name beside the old one, and take the old one out once devices "
                     "have the new one"));
  }
}

}  // namespace pinwright::plan::conditions
