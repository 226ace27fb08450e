#include <fmt/format.h>

#include "base/text.hpp"
#include "plan/conditions/conditions.hpp"
#include "plan/pin_service.hpp"

namespace pinwright::plan::conditions {

auto pin_service_disabled(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  const auto need = needs_pin_service(snapshot.deployment);
  if (!need) return;
  std::vector<std::string> disabled;
  const auto& parts = snapshot.answer.applications;
  for (std::size_t i = 0; i < kPinApplications.size() && i < parts.size(); ++i) {
    if (state_of(parts[i]) != PinApplicationState::Disabled) continue;
    disabled.push_back(fmt::format("\"{}\" (`{}`)", kPinApplications.at(i).name, kPinApplications.at(i).app_id));
  }
  if (disabled.empty()) return;
  sink.add(finding(
      snapshot, diag::Code::PinServiceDisabled, need->span, need->path,
      fmt::format("{} {} disabled in the tenant", base::joined(disabled, " and "), disabled.size() == 1 ? "is" : "are"),
      "enable users to sign in: Entra admin center, Enterprise applications, search by the application ID; "
      "or `services: ignore` under `pinRecovery`, if the service is left disabled on purpose"));
}

}  // namespace pinwright::plan::conditions
