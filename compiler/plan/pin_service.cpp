#include "plan/pin_service.hpp"

#include <fmt/format.h>

namespace pinwright::plan {

auto consent_url(const PinApplication& application, std::string_view login_host, std::string_view tenant_id)
    -> std::string {
  // Microsoft's page says `common`; with the tenant's own ID nobody consents in another tenant by mistake.
  return fmt::format("{}/{}/oauth2/authorize?response_type=code&client_id={}&{}",
                     login_host.empty() ? "https://login.microsoftonline.com" : login_host, tenant_id,
                     application.app_id, application.query);
}

}  // namespace pinwright::plan
