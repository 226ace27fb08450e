#include <fmt/format.h>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/tenant_ids.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::TenantIdIsDomain;

}  // namespace

auto tenant_id_is_domain(const WorkspaceContext& context, diag::Sink& sink) -> void {
  for (const auto* tenant : tenants_with(context, kCode)) {
    const auto id = base::quoted(tenant->value.tenant_id.value);
    auto finding = tenant_id_finding(*tenant, kCode, fmt::format("the tenant ID {} is a domain name", id));
    if (!tenant->value.primary_domain) finding.help += "; the domain belongs in `primaryDomain`";
    sink.add(std::move(finding));
  }
}

auto tenant_id_is_domain(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != kCode) return;
  const auto message =
      fmt::format("the domain name {} stands where the tenant ID belongs", base::quoted(blamed_text(context)));
  auto finding = tenant_segment_finding(context, kCode, message);
  if (finding) sink.add(*std::move(finding));
}

}  // namespace pinwright::check::checks
