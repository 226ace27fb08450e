#include "plan/pin_service.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pinwright::plan {

auto consent_url(const PinApplication& application, std::string_view login_host, std::string_view tenant_id)
    -> std::string {
  // Microsoft's page says `common`; with the tenant's own ID nobody consents in another tenant by mistake.
  return fmt::format("{}/{}/oauth2/authorize?response_type=code&client_id={}&{}",
                     login_host.empty() ? "https://login.microsoftonline.com" : login_host, tenant_id,
                     application.app_id, application.query);
}

auto needs_pin_service(const lower::Deployment& deployment) -> const lower::Policy* {
  const auto& policies = deployment.policies;
  const auto found = std::find_if(policies.begin(), policies.end(), [](const lower::Policy& policy) {
    const auto& pin = policy.pin_recovery;
    if (!pin || (pin->enabled && !pin->enabled->value)) return false;
    return !pin->services || pin->services->value == model::Services::Required;
  });
  return found == policies.end() ? nullptr : &*found;
}

}  // namespace pinwright::plan
