#include "plan/pin_service.hpp"

#include <fmt/format.h>

#include "check/hello.hpp"

namespace pinwright::plan {

auto consent_url(const PinApplication& application, std::string_view login_host, std::string_view tenant_id)
    -> std::string {
  // Microsoft's page says `common`; with the tenant's own ID nobody consents in another tenant by mistake.
  return fmt::format("{}/{}/oauth2/authorize?response_type=code&client_id={}&{}",
                     login_host.empty() ? object::kGlobalSignInHost : login_host, tenant_id, application.app_id,
                     application.query);
}

auto state_of(const base::Result<std::optional<ServicePrincipal>>& application) -> PinApplicationState {
  if (!application.ok()) return PinApplicationState::Unknown;
  const auto& principal = application.value();
  if (!principal) return PinApplicationState::Missing;
  if (!principal->enabled) return PinApplicationState::Disabled;
  return principal->consented ? PinApplicationState::Ready : PinApplicationState::NotConsented;
}

namespace {

auto need_of(const lower::Policy& policy) -> std::optional<PinServiceNeed> {
  const auto& pin = policy.pin_recovery;
  if (pin && pin->services && pin->services->value == model::Services::Ignore) return std::nullopt;
  if (pin && (!pin->enabled || pin->enabled->value))
    return PinServiceNeed{pin->span, fmt::format("policies.{}.pinRecovery", policy.name()), false};
  const auto* setting = check::hello::pin_recovery(policy);
  if (setting == nullptr) return std::nullopt;
  return PinServiceNeed{setting->span, lower::path_of(policy, *setting), true};
}

}  // namespace

auto needs_pin_service(const lower::Deployment& deployment) -> std::optional<PinServiceNeed> {
  for (const auto& policy : deployment.policies) {
    if (auto need = need_of(policy)) return need;
  }
  return std::nullopt;
}

}  // namespace pinwright::plan
