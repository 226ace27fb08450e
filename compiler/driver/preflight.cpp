#include "driver/preflight.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "plan/permissions.hpp"

namespace pinwright::driver {

namespace {

auto question() -> plan::Question {
  plan::Question question;
  question.organization = true;
  for (const auto& application : plan::kPinApplications) question.applications.emplace_back(application.app_id);
  return question;
}

auto is_of_preflight(diag::Code code) -> bool {
  using diag::Code;
  constexpr std::array kCodes{Code::TenantMismatch,    Code::PermissionMissing,  Code::GroupNotFound,
                              Code::GroupAmbiguous,    Code::FilterNotFound,     Code::ScopeTagNotFound,
                              Code::PinServiceMissing, Code::PinServiceDisabled, Code::MdmAuthority};
  return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

}  // namespace

auto word(plan::PinApplicationState state) -> std::string_view {
  constexpr std::array<std::string_view, 5> kWords{"ready", "missing", "disabled", "notConsented", "unknown"};
  return kWords.at(static_cast<std::size_t>(state));
}

auto read_readiness(const plan::TenantPlan& plan, plan::Tenant& tenant, const std::string& login_host)
    -> TenantReadiness {
  TenantReadiness readiness;
  readiness.name = plan.name;
  readiness.tenant_id = plan.tenant_id;
  readiness.unusable = plan.unusable;
  if (readiness.unusable) return readiness;
  // Of another tenant than the files name nothing is asked, and nobody consents to anything in it.
  if (const auto right = plan::expect_tenant(tenant, plan.tenant_id); !right.ok()) {
    readiness.unusable = right.error();
    return readiness;
  }
  const auto access = tenant.access();
  if (!access.ok()) {
    readiness.unusable = access.error();
    return readiness;
  }
  readiness.delegated = access.value().delegated;
  readiness.permissions = access.value().permissions;
  for (const auto need : plan::missing_for_apply(access.value(), plan))
    readiness.missing_for_apply.emplace_back(plan::least_permission(need));
  const auto answer = tenant.ask(question());
  if (plan::is_gone(answer.organization)) readiness.unusable = answer.organization.error();
  if (answer.organization.ok()) {
    readiness.display_name = answer.organization.value().display_name;
    readiness.mdm_authority = answer.organization.value().mdm_authority;
  }
  for (std::size_t i = 0; i < plan::kPinApplications.size(); ++i) {
    const auto& application = plan::kPinApplications.at(i);
    if (plan::is_gone(answer.applications.at(i))) readiness.unusable = answer.applications.at(i).error();
    readiness.pin_applications.push_back({std::string(application.app_id), std::string(application.name),
                                          plan::state_of(answer.applications.at(i)),
                                          plan::consent_url(application, login_host, plan.tenant_id)});
  }
  const auto approval = tenant.approvals().may_be_asked_for();
  if (approval.ok()) readiness.may_ask_approval = approval.value();
  if (!approval.ok() && approval.error().kind == base::ErrorKind::Interrupted) readiness.unusable = approval.error();
  return readiness;
}

auto keep_preflight_findings(plan::TenantPlan& plan) -> void {
  std::erase_if(plan.diagnostics, [](const diag::Diagnostic& one) { return !is_of_preflight(one.code); });
  for (auto& finding : plan.diagnostics) {
    if (finding.code == diag::Code::PermissionMissing) finding.severity = diag::Severity::Warning;
  }
}

}  // namespace pinwright::driver
