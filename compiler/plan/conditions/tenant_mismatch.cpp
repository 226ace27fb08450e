#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "plan/conditions/conditions.hpp"
#include "plan/wrong_tenant.hpp"

namespace pinwright::plan::conditions {

namespace {

auto report_id(const TenantSnapshot& snapshot, const base::Error& wrong, diag::Sink& sink) -> void {
  sink.add(finding(snapshot, diag::Code::TenantMismatch, snapshot.tenant().tenant_id.span,
                   fmt::format("tenants.{}.tenantId", snapshot.tenant_name()), wrong.message, wrong.help));
}

auto report_domain(const TenantSnapshot& snapshot, const Organization& organization, diag::Sink& sink) -> void {
  const auto& domain = snapshot.tenant().primary_domain;
  if (!domain) return;
  const auto& verified = organization.verified_domains;
  const bool is_verified = std::any_of(verified.begin(), verified.end(),
                                       [&](const std::string& one) { return base::equal_folded(one, domain->value); });
  if (is_verified) return;
  sink.add(finding(snapshot, diag::Code::TenantMismatch, domain->span,
                   fmt::format("tenants.{}.primaryDomain", snapshot.tenant_name()),
                   fmt::format("{} is no verified domain of this tenant", base::quoted(domain->value)),
                   fmt::format("the tenant has {}: correct `primaryDomain`, or `tenantId` if it is another tenant's",
                               verified.empty() ? "none" : base::listed(verified, 5))));
}

}  // namespace

auto tenant_mismatch(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  const auto& declared = snapshot.tenant().tenant_id.value;
  const auto& token = snapshot.access.tenant_id;
  if (!token.empty() && !base::equal_folded(token, declared))
    return report_id(snapshot, wrong_credential(token, declared), sink);
  if (!snapshot.asked.organization || !snapshot.answer.organization.ok()) return;
  const auto& organization = snapshot.answer.organization.value();
  if (!organization.tenant_id.empty() && !base::equal_folded(organization.tenant_id, declared))
    return report_id(
        snapshot, wrong_tenant(fmt::format("the organization that answers is `{}`", organization.tenant_id), declared),
        sink);
  report_domain(snapshot, organization, sink);
}

}  // namespace pinwright::plan::conditions
