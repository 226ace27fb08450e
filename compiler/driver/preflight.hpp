#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/pin_service.hpp"
#include "plan/plan.hpp"
#include "plan/tenant.hpp"

namespace pinwright::driver {

/// One of the two applications of the PIN reset service, as a tenant has it.
struct PinApplication {
  std::string app_id;
  std::string name;
  plan::PinApplicationState state = plan::PinApplicationState::Unknown;
  std::string consent_url;  ///< where an administrator of this tenant accepts it
};
[[nodiscard]] auto word(plan::PinApplicationState state) -> std::string_view;

/// Whether one tenant is ready for what the files ask of it.
struct TenantReadiness {
  std::string name;
  std::string tenant_id;
  std::string display_name;   ///< of the organization
  std::string mdm_authority;  ///< "intune", …; empty: not told
  bool delegated = false;     ///< signed in as a person
  std::vector<std::string> permissions;
  std::vector<std::string> missing_for_apply;  ///< permissions that `apply` of what is pending would lack
  std::vector<PinApplication> pin_applications;
  std::optional<bool> may_ask_approval;  ///< Multi Admin Approval of policies; absent: it could not be read
  std::optional<base::Error> unusable;
};

/// Asks the tenant what `plan` does not say. Reads only. `login_host`: for the consent pages.
[[nodiscard]] auto read_readiness(const plan::TenantPlan& plan, plan::Tenant& tenant, const std::string& login_host)
    -> TenantReadiness;

/// What of a plan's findings matters before there is anything to deploy. A right that is missing is a warning here:
/// what it is for may be done with another credential.
auto keep_preflight_findings(plan::TenantPlan& plan) -> void;

}  // namespace pinwright::driver
