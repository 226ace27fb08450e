#include <fmt/format.h>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/tenant_ids.hpp"
#include "grammar/tenant_id.hpp"

namespace pinwright::check::checks {

namespace {

constexpr auto kCode = diag::Code::TenantIdBraced;

}  // namespace

auto tenant_id_braced(const WorkspaceContext& context, diag::Sink& sink) -> void {
  for (const auto* tenant : tenants_with(context, kCode)) {
    const auto& id = tenant->value.tenant_id;
    const auto guid = grammar::without_braces(id.value);
    auto finding =
        tenant_id_finding(*tenant, kCode, fmt::format("the tenant ID {} stands in braces", base::quoted(id.value)));
    finding.help = fmt::format("write the GUID without braces: `{}`", guid);
    finding.fixes.push_back({fmt::format("write `{}`", guid), {{id.span, guid}}});
    sink.add(std::move(finding));
  }
}

auto tenant_id_braced(const SettingContext& context, diag::Sink& sink) -> void {
  auto finding = tenant_segment_finding(
      context, kCode, "the tenant ID stands in braces: Windows reads its policies only below the bare GUID");
  if (!finding) return;
  finding->help = "write `{tenantId}`, which is filled in without braces, or the GUID without braces";
  sink.add(*std::move(finding));
}

}  // namespace pinwright::check::checks
