#include <fmt/format.h>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/tenant_ids.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::TenantIdMismatch;

auto owner_of(const model::Workspace& workspace, std::string_view id) -> const model::Named<model::Tenant>* {
  for (const auto& tenant : workspace.tenants.all()) {
    if (base::equal_folded(tenant.value.tenant_id.value, id)) return &tenant;
  }
  return nullptr;
}

}  // namespace

auto tenant_id_mismatch(const SettingContext& context, diag::Sink& sink) -> void {
  if (context.uri.slug != kCode) return;
  const auto id = blamed_text(context);
  const auto* owner = owner_of(context.in.in.all.workspace, id);
  const auto message =
      owner == nullptr
          ? fmt::format("`{}` is not the tenant ID of the tenant that gets this policy", id)
          : fmt::format("`{}` is the tenant ID of `{}`, and this policy goes to another tenant", id, owner->name.value);
  auto finding = tenant_segment_finding(context, kCode, message);
  if (!finding) return;
  if (owner != nullptr)
    finding->labels.push_back({owner->value.tenant_id.span, fmt::format("the tenant ID of `{}`", owner->name.value)});
  sink.add(*std::move(finding));
}

}  // namespace pinwright::check::checks
