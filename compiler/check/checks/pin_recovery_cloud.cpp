#include "check/check.hpp"
#include "check/hello.hpp"
#include "check/setting_place.hpp"

namespace pinwright::check::checks {

auto pin_recovery_cloud(const PolicyContext& context, diag::Sink& sink) -> void {
  const auto cloud = context.in.tenant().cloud_or_default();
  if (cloud == model::Cloud::Global) return;
  const auto* setting = hello::pin_recovery(context.policy);
  if (setting == nullptr) return;
  const bool government = model::is_government(cloud);
  auto found = value_finding(context, *setting, diag::Code::PinRecoveryCloud,
                             government ? "PIN recovery is on for a tenant in a US government cloud"
                                        : "PIN recovery is on for a tenant in the China cloud",
                             government ? "an older page of Microsoft's says that the PIN reset service is not "
                                          "available in Azure Government, and the current one "
                                          "is silent: try it on one device, then waive this finding"
                                        : "no page of Microsoft's says whether the PIN reset service is there: try it "
                                          "on one device, then waive this finding");
  if (!government) found.severity = diag::Severity::Note;
  if (context.in.tenant().cloud) found.labels.push_back({context.in.tenant().cloud->span, "the tenant's cloud"});
  sink.add(std::move(found));
}

}  // namespace pinwright::check::checks
