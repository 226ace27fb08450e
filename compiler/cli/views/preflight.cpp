#include "cli/views/preflight.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/print.hpp"
#include "base/text.hpp"
#include "diag/diagnostic_json.hpp"
#include "diag/json_text.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli::views {

namespace {

using Json = nlohmann::ordered_json;
using State = plan::PinApplicationState;

auto text_of(State state) -> std::string_view {
  switch (state) {
    case State::Ready:
      return "enabled, consented";
    case State::Missing:
      return "not in the tenant";
    case State::Disabled:
      return "disabled";
    case State::NotConsented:
      return "enabled, nobody consented";
    case State::Unknown:
      return "not known: reading it needs Application.Read.All and Directory.Read.All";
  }
  return {};
}

auto or_not_told(const std::string& text) -> std::string { return text.empty() ? "not told" : diag::visible(text); }

auto access_text(const driver::TenantReadiness& tenant) -> std::string {
  std::string who = tenant.delegated ? "as a person" : "as an application";
  if (tenant.missing_for_apply.empty()) return who;
  return fmt::format("{}; `apply` would lack {}", who, base::joined(tenant.missing_for_apply, ", "));
}

auto approval_text(const std::optional<bool>& may_ask) -> std::string_view {
  if (!may_ask) return "not known: reading it needs DeviceManagementConfiguration.Read.All";
  return *may_ask ? "writes to policies may wait for another administrator: `apply --justification TEXT`"
                  : "not asked for";
}

auto print_tenant(std::ostream& out, const driver::TenantReadiness& tenant) -> void {
  if (tenant.unusable) {
    base::print(out, "  cannot be used: {}\n", diag::visible_lines(tenant.unusable->message));
    if (!tenant.unusable->help.empty()) base::print(out, "  help: {}\n", diag::visible(tenant.unusable->help));
    return;
  }
  base::print(out, "  signed in      {}\n", access_text(tenant));
  base::print(out, "  organization   {}\n", or_not_told(tenant.display_name));
  base::print(out, "  MDM authority  {}\n", or_not_told(tenant.mdm_authority));
  base::print(out, "  approval       {}\n", approval_text(tenant.may_ask_approval));
  bool is_asked = false;
  for (const auto& application : tenant.pin_applications) {
    base::print(out, "  {} ({}): {}\n", application.name, application.app_id, text_of(application.state));
    if (application.state != State::Missing && application.state != State::NotConsented) continue;
    base::print(out, "    consent: {}\n", application.consent_url);
    is_asked = true;
  }
  if (is_asked)
    out << "    an empty page or \"You do not have permission to view this directory or page\" after accepting is "
           "normal\n";
}

auto to_json(const driver::PinApplication& application) -> Json {
  return {{"appId", application.app_id},
          {"name", application.name},
          {"state", driver::word(application.state)},
          {"consentUrl", application.consent_url}};
}

auto to_json(const driver::TenantReadiness& tenant) -> Json {
  Json applications = Json::array();
  for (const auto& application : tenant.pin_applications) applications.push_back(to_json(application));
  return {{"name", tenant.name},
          {"tenantId", tenant.tenant_id},
          {"unusable", tenant.unusable ? Json(tenant.unusable->message) : Json(nullptr)},
          {"displayName", tenant.display_name},
          {"mobileDeviceManagementAuthority", tenant.mdm_authority},
          {"mayAskApproval", tenant.may_ask_approval ? Json(*tenant.may_ask_approval) : Json(nullptr)},
          {"delegated", tenant.delegated},
          {"permissions", tenant.permissions},
          {"missingForApply", tenant.missing_for_apply},
          {"pinApplications", std::move(applications)}};
}

}  // namespace

auto print_readiness(std::ostream& out, const std::vector<driver::TenantReadiness>& tenants) -> void {
  for (const auto& tenant : tenants) {
    base::print(out, "{} ({})\n", tenant.name, tenant.tenant_id);
    print_tenant(out, tenant);
  }
}

auto readiness_json(const std::vector<driver::TenantReadiness>& tenants, const plan::Plan& plan,
                    const source::SourceMap& sources) -> std::string {
  diag::Places places(sources);
  Json list = Json::array();
  for (const auto& tenant : tenants) list.push_back(to_json(tenant));
  Json findings = Json::array();
  for (const auto& tenant : plan.tenants) {
    for (const auto& finding : tenant.diagnostics) findings.push_back(diag::to_json(finding, places));
  }
  const Json json{{"formatVersion", "1.1"}, {"tenants", std::move(list)}, {"diagnostics", std::move(findings)}};
  return diag::json_text(json, 2) + "\n";
}

}  // namespace pinwright::cli::views
