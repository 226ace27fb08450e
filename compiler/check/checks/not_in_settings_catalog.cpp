#include <fmt/format.h>

#include <optional>

#include "check/check.hpp"
#include "diag/codes.hpp"
#include "object/codec/codec.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::NotInSettingsCatalog;

/// An error about the OMA-URI says what to do, whatever the target is.
auto has_uri_error(const SettingContext& context) -> bool {
  return context.uri.slug && diag::info(*context.uri.slug).severity == diag::Severity::Error;
}

auto misfit_of(const SettingContext& context, const object::Codec& codec) -> std::optional<object::Misfit> {
  if (codec.misfit == nullptr) return std::nullopt;
  object::Setting setting;
  if (context.setting.typed) {
    setting = lower::to_object(context.setting);
  } else {
    setting.key = context.setting.key;
  }
  auto misfit = codec.misfit(setting);
  if (misfit && misfit->what != object::Misfit::What::Node) misfit.reset();
  return misfit;
}

}  // namespace

auto not_in_settings_catalog(const SettingContext& context, diag::Sink& sink) -> void {
  if (has_uri_error(context)) return;
  const auto& codec = object::codec_of(context.in.policy.target);
  const auto misfit = misfit_of(context, codec);
  if (!misfit) return;
  const auto& uri = written_uri(context.setting);
  auto found =
      misfit->is_doubt
          ? uri_finding(context, kCode,
                        fmt::format("a {} may not be able to set `{}`: {}", codec.noun, uri, misfit->reason),
                        "if Intune refuses it, move it to a policy with `target: custom`")
          : uri_finding(context, kCode, fmt::format("a {} cannot set `{}`: {}", codec.noun, uri, misfit->reason),
                        "move it to a policy with `target: custom`");
  if (misfit->is_doubt) found.severity = diag::Severity::Warning;
  if (context.in.policy.target_span.known()) found.labels.push_back({context.in.policy.target_span, "the target"});
  sink.add(std::move(found));
}

}  // namespace pinwright::check::checks
