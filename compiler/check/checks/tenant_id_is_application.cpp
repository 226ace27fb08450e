#include <fmt/format.h>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/tenant_ids.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::TenantIdIsApplication;

}  // namespace

auto tenant_id_is_application(const WorkspaceContext& context, diag::Sink& sink) -> void {
  for (const auto* tenant : tenants_with(context, kCode)) {
    const auto id = base::quoted(tenant->value.tenant_id.value);
    sink.add(tenant_id_finding(*tenant, kCode, fmt::format("the tenant ID {} is the client ID of an application", id)));
  }
}

auto tenant_id_is_application(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != kCode) return;
  const auto message = fmt::format("{} stands where the tenant ID belongs and is the client ID of an application",
                                   base::quoted(blamed_text(context)));
  auto finding = tenant_segment_finding(context, kCode, message);
  if (finding) sink.add(*std::move(finding));
}

}  // namespace pinwright::check::checks
