#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csp/catalog.hpp"
#include "lower/deployment.hpp"

namespace pinwright::lower {

/// The node that turns PIN recovery on in this scope: EnablePinRecovery of the PassportForWork CSP.
[[nodiscard]] auto pin_recovery_uri(model::PinScope scope, std::string_view tenant_id) -> std::string;

/// The keys of `exception` win, one by one.
auto merge_pin_recovery(const model::PinRecovery& exception, model::PinRecovery& into) -> void;

/// The OMA settings that `pinRecovery` stands for: EnablePinRecovery of the PassportForWork CSP in the chosen scope,
/// and ConfigureWebSignInAllowedUrls of the Policy CSP's Authentication area where there are domains to allow
/// (Microsoft: PIN reset).
[[nodiscard]] auto pin_recovery_settings(const model::PinRecovery& pin, TenantRef tenant, const csp::Catalog& catalog)
    -> std::vector<Setting>;

}  // namespace pinwright::lower
