#include "base/text.hpp"
#include "check/check.hpp"
#include "check/hello.hpp"
#include "check/setting_place.hpp"
#include "check/web_sign_in.hpp"
#include "object/well_known.hpp"

namespace pinwright::check::checks {

namespace {

/// Azure Government needs its own endpoint in the list, federated or not.
auto is_for_government(const PolicyContext& context, const lower::Setting& list) -> bool {
  return model::is_government(context.in.tenant().cloud_or_default()) && web_sign_in::is_known(list) &&
         base::equal_folded(base::trimmed(list.value.text.text), object::kGovernmentSignInDomain);
}

}  // namespace

auto web_sign_in_not_federated(const PolicyContext& context, diag::Sink& sink) -> void {
  const auto& federated = context.in.tenant().federated_sign_in;
  if (federated && !federated->empty()) return;
  const auto* setting = web_sign_in::find(context.policy);
  if (setting == nullptr || is_for_government(context, *setting)) return;
  sink.add(value_finding(
      context, *setting, diag::Code::WebSignInNotFederated,
      "web sign-in domains are set for a tenant without `federatedSignIn`",
      "only federated tenants need them: list the identity provider's domains under the tenant's `federatedSignIn`, or "
      "write `webSignInAllowedUrls: federated`, which leaves them out for other tenants"));
}

}  // namespace pinwright::check::checks
