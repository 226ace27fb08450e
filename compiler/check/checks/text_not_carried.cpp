#include <fmt/format.h>

#include <string_view>

#include "check/check.hpp"
#include "object/codec/codec.hpp"

namespace pinwright::check::checks {

namespace {

auto report(const SettingContext& context, source::Span span, std::string_view key, diag::Sink& sink) -> void {
  sink.add(finding(
      context.in.in, diag::Code::TextNotCarried, span, fmt::format("{}.{}", context.path(), key),
      fmt::format("a {} has no place for the `{}` of a setting", object::codec_of(context.in.policy.target).noun, key),
      "remove it, or write a comment: Intune shows Microsoft's own name of the setting"));
}

}  // namespace

auto text_not_carried(const SettingContext& context, diag::Sink& sink) -> void {
  const auto* declared = context.setting.declared;
  if (declared == nullptr || object::codec_of(context.in.policy.target).carries_texts) return;
  if (declared->display_name) report(context, declared->display_name->span, "displayName", sink);
  if (declared->description) report(context, declared->description->span, "description", sink);
}

}  // namespace pinwright::check::checks
