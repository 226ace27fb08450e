#include "check/tenant_ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/text.hpp"
#include "check/uri_edit.hpp"
#include "grammar/tenant_id.hpp"

namespace pinwright::check {

using diag::Code;

namespace {

using Tenants = std::vector<const model::Named<model::Tenant>*>;

auto client_ids(const model::Workspace& workspace) -> std::unordered_set<std::string> {
  std::unordered_set<std::string> ids;
  for (const auto& tenant : workspace.tenants.all()) {
    const auto& auth = tenant.value.auth;
    if (auth && auth->client_id) ids.insert(base::folded(auth->client_id->value));
  }
  return ids;
}

/// The workspace's own applications are looked up in a set: asking is_application() for each of many tenants would be
/// quadratic.
auto tenants_with_application_id(const WorkspaceContext& context) -> Tenants {
  const auto own = client_ids(context.workspace);
  const model::Workspace published_only;
  Tenants tenants;
  for (const auto& tenant : context.workspace.tenants.all()) {
    const auto& id = tenant.value.tenant_id.value;
    if (tenant.broken || tenant_id_form_code(id)) continue;
    if (own.count(base::folded(id)) != 0 || is_application(published_only, id)) tenants.push_back(&tenant);
  }
  return tenants;
}

/// Whether a text of `scalar` was filled in between `begin` and `end`, be it an empty one.
auto fills_in(const lower::Origin& text, source::Span scalar, std::size_t begin, std::size_t end) -> bool {
  return std::any_of(text.pieces.begin(), text.pieces.end(), [&](const lower::Piece& piece) {
    return piece.scalar == scalar && begin <= piece.begin && piece.end <= end;
  });
}

}  // namespace

auto tenant_id_form_code(std::string_view id) -> std::optional<Code> {
  switch (grammar::classify_tenant_id(id)) {
    case grammar::TenantIdForm::Guid:
      return std::nullopt;
    case grammar::TenantIdForm::Braced:
      return Code::TenantIdBraced;
    case grammar::TenantIdForm::Nil:
      return Code::TenantIdNil;
    case grammar::TenantIdForm::Reserved:
      return Code::TenantIdReserved;
    case grammar::TenantIdForm::Domain:
      return Code::TenantIdIsDomain;
    case grammar::TenantIdForm::NotGuid:
      return Code::TenantIdNotGuid;
  }
  return std::nullopt;
}

auto tenants_with(const WorkspaceContext& context, Code code) -> Tenants {
  if (code == Code::TenantIdIsApplication) return tenants_with_application_id(context);
  Tenants tenants;
  for (const auto& tenant : context.workspace.tenants.all()) {
    if (!tenant.broken && tenant_id_form_code(tenant.value.tenant_id.value) == code) tenants.push_back(&tenant);
  }
  return tenants;
}

auto blames_own_tenant_id(const TenantContext& context, const lower::Setting& setting, const UriResult& result)
    -> bool {
  // What pinRecovery writes is right but for the ID that is put into it.
  if (setting.declared == nullptr) return true;
  const auto& id = context.tenant().tenant_id;
  if (lower::place_in_uri(context.all.sources, setting, result.begin, result.end) == id.span) return true;
  return id.value.empty() && fills_in(setting.uri_origin, id.span, result.begin, result.end);
}

auto tenant_id_finding(const model::Named<model::Tenant>& tenant, Code code, std::string message) -> diag::Diagnostic {
  auto finding =
      diag::make(code, tenant.value.tenant_id.span, std::move(message),
                 "write the directory (tenant) ID from the overview page of the Microsoft Entra admin center: a GUID "
                 "without braces");
  finding.path = fmt::format("tenants.{}.tenantId", tenant.name.value);
  finding.tenants = {tenant.name.value};
  return finding;
}

auto tenant_segment_finding(const SettingContext& context, Code code, std::string_view message)
    -> std::optional<diag::Diagnostic> {
  if (context.uri.slug != code || blames_own_tenant_id(context.in.in, context.setting, context.uri))
    return std::nullopt;
  auto finding =
      uri_finding(context, code, std::string(message), "write `{tenantId}`: every tenant's own ID is filled in");
  add_uri_edits(finding, context, "write `{tenantId}`", {{context.uri.begin, context.uri.end, "{tenantId}"}});
  return finding;
}

auto blamed_text(const SettingContext& context) -> std::string_view {
  return std::string_view(context.setting.key.text()).substr(context.uri.begin, context.uri.end - context.uri.begin);
}

}  // namespace pinwright::check
