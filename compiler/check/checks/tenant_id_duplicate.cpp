#include <fmt/format.h>

#include <string>
#include <unordered_map>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/tenant_ids.hpp"

namespace pinwright::check::checks {

auto tenant_id_duplicate(const WorkspaceContext& context, diag::Sink& sink) -> void {
  std::unordered_map<std::string, const model::Named<model::Tenant>*> by_id;
  for (const auto& tenant : context.workspace.tenants.all()) {
    const auto& id = tenant.value.tenant_id;
    if (tenant.broken || tenant_id_form_code(id.value)) continue;
    const auto [entry, is_new] = by_id.emplace(base::folded(id.value), &tenant);
    if (is_new) continue;
    const auto& first = *entry->second;
    auto finding = diag::make(
        diag::Code::TenantIdDuplicate, id.span,
        fmt::format("the tenants `{}` and `{}` have the same tenant ID", first.name.value, tenant.name.value),
        "give each tenant its own ID, or define the tenant once: what one definition writes, the other would undo");
    finding.path = fmt::format("tenants.{}.tenantId", tenant.name.value);
    finding.tenants = {first.name.value, tenant.name.value};
    finding.labels.push_back({first.value.tenant_id.span, fmt::format("the tenant ID of `{}`", first.name.value)});
    sink.add(std::move(finding));
  }
}

}  // namespace pinwright::check::checks
