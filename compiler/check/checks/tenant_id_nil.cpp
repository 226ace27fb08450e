#include "check/check.hpp"
#include "check/tenant_ids.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::TenantIdNil;

}  // namespace

auto tenant_id_nil(const WorkspaceContext& context, diag::Sink& sink) -> void {
  for (const auto* tenant : tenants_with(context, kCode)) {
    sink.add(tenant_id_finding(*tenant, kCode, "the tenant ID is the nil GUID, which is no tenant"));
  }
}

auto tenant_id_nil(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != kCode) return;
  auto finding = tenant_segment_finding(context, kCode, "the nil GUID stands where the tenant ID belongs");
  if (finding) sink.add(*std::move(finding));
}

}  // namespace pinwright::check::checks
