#include <fmt/format.h>

#include "base/text.hpp"
#include "plan/conditions/conditions.hpp"

namespace pinwright::plan::conditions {

auto mdm_authority(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  if (snapshot.desired.empty() || !snapshot.asked.organization || !snapshot.answer.organization.ok()) return;
  const auto& authority = snapshot.answer.organization.value().mdm_authority;
  if (authority.empty() || base::equal_folded(authority, "intune")) return;
  sink.add(
      finding(snapshot, diag::Code::MdmAuthority, snapshot.tenant().tenant_id.span,
              fmt::format("tenants.{}", snapshot.tenant_name()),
              fmt::format("the MDM authority of the tenant is {}, and custom policies reach the devices of Intune only",
                          base::quoted(authority)),
              "set it to Intune in the admin center (Devices, MDM authority) before devices are enrolled, or leave "
              "this tenant out"));
}

}  // namespace pinwright::plan::conditions
