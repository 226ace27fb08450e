#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lower/deployment.hpp"
#include "object/well_known.hpp"
#include "plan/tenant.hpp"

/// Microsoft's PIN reset service: two applications that an administrator consents to, once a tenant.
/// Source: windows-itpro-docs, hello-for-business/pin-reset.
namespace pinwright::plan {

struct PinApplication {
  std::string_view app_id;
  std::string_view name;   ///< its display name, which a tenant may have changed
  std::string_view query;  ///< of the consent page, behind `client_id`
};
inline constexpr std::array<PinApplication, 2> kPinApplications{{
    {object::kPinResetService, "Microsoft Pin Reset Service Production",
     "resource=https%3A%2F%2Fgraph.windows.net&redirect_uri=https%3A%2F%2Fcred.microsoft.com&state=e9191523-6c2f-4f1d-"
     "a4f9-c36f26f89df0&prompt=admin_consent"},
    {object::kPinResetClient, "Microsoft Pin Reset Client Production",
     "resource=https%3A%2F%2Fcred.microsoft.com%2F&redirect_uri=ms-appx-web%3A%2F%2FMicrosoft.AAD.BrokerPlugin%2F"
     "9115dd05-fad5-4f9c-acc7-305d08b1b04e&state=6765f8c5-f4a7-4029-b667-46a6776ad611&prompt=admin_consent"},
}};

/// The page on which an administrator of this tenant consents to `application`. `login_host`:
/// "https://login.microsoftonline.com"; empty: the global cloud's.
[[nodiscard]] auto consent_url(const PinApplication& application, std::string_view login_host,
                               std::string_view tenant_id) -> std::string;

/// One of them, as a tenant has it.
enum class PinApplicationState : std::uint8_t { Ready, Missing, Disabled, NotConsented, Unknown };
/// A disabled one is that, whether somebody consented to it or not; what was not answered is not known.
[[nodiscard]] auto state_of(const base::Result<std::optional<ServicePrincipal>>& application) -> PinApplicationState;

/// What needs the two applications.
struct PinServiceNeed {
  source::Span span;
  std::string path;
  bool is_plain = false;  ///< EnablePinRecovery stands among the settings, not in `pinRecovery`
};

/// The first policy that needs them, by `pinRecovery` or by a setting that turns PIN recovery on; nullopt: none does. A
/// policy whose `pinRecovery` ignores the service needs nothing.
[[nodiscard]] auto needs_pin_service(const lower::Deployment& deployment) -> std::optional<PinServiceNeed>;

}  // namespace pinwright::plan
