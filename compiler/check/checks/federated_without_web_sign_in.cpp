#include <algorithm>

#include "check/check.hpp"
#include "check/hello.hpp"
#include "check/setting_place.hpp"
#include "check/web_sign_in.hpp"

namespace pinwright::check::checks {

namespace {

/// The tenant lacks one thing, so the first policy that needs it speaks for the others.
auto is_first(const PolicyContext& context) -> bool {
  const auto& policies = context.in.deployment.policies;
  const auto enables = [](const lower::Policy& policy) { return hello::pin_recovery(policy) != nullptr; };
  const auto first = std::find_if(policies.begin(), policies.end(), enables);
  return first != policies.end() && &*first == &context.policy;
}

auto is_allowed_somewhere(const lower::Deployment& deployment) -> bool {
  const auto sets = [](const lower::Policy& policy) { return web_sign_in::find(policy) != nullptr; };
  return std::any_of(deployment.policies.begin(), deployment.policies.end(), sets);
}

}  // namespace

auto federated_without_web_sign_in(const PolicyContext& context, diag::Sink& sink) -> void {
  const auto& federated = context.in.tenant().federated_sign_in;
  if (!federated || federated->empty()) return;
  const auto* setting = hello::pin_recovery(context.policy);
  if (setting == nullptr || !is_first(context) || is_allowed_somewhere(context.in.deployment)) return;
  auto found = value_finding(
      context, *setting, diag::Code::FederatedWithoutWebSignIn,
      "PIN recovery is on in a federated tenant, and no policy sets `ConfigureWebSignInAllowedUrls`",
      "add `webSignInAllowedUrls: federated` to `pinRecovery`: on Microsoft Entra joined devices the reset page "
      "does not open an identity provider that is not listed");
  found.labels.push_back({federated->front().span, "the tenant is federated"});
  sink.add(std::move(found));
}

}  // namespace pinwright::check::checks
