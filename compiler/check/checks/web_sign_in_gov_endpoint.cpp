#include <fmt/format.h>

#include "check/check.hpp"
#include "check/hello.hpp"
#include "check/setting_place.hpp"
#include "check/web_sign_in.hpp"
#include "object/well_known.hpp"

namespace pinwright::check::checks {

auto web_sign_in_gov_endpoint(const PolicyContext& context, diag::Sink& sink) -> void {
  if (!model::is_government(context.in.tenant().cloud_or_default())) return;
  const auto* setting = web_sign_in::find(context.policy);
  if (setting == nullptr || !web_sign_in::is_known(*setting)) return;
  if (web_sign_in::holds(setting->value.text.text, object::kGovernmentSignInDomain)) return;
  sink.add(value_finding(
      context, *setting, diag::Code::WebSignInGovEndpoint,
      fmt::format("the list lacks `{}`, which a US government tenant needs", object::kGovernmentSignInDomain),
      fmt::format("add `{}`, or write `webSignInAllowedUrls: federated`, which adds it: without it the PIN reset page "
                  "does not open",
                  object::kGovernmentSignInDomain)));
}

}  // namespace pinwright::check::checks
