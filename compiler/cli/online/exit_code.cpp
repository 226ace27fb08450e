#include "cli/online/exit_code.hpp"

#include <algorithm>
#include <initializer_list>

#include "cli/views/outcome.hpp"

namespace pinwright::cli::online {

namespace {

/// The first of `order` that is among `met`; Success when none is.
auto first_of(std::initializer_list<ExitCode> order, const std::vector<ExitCode>& met) -> ExitCode {
  for (const auto code : order) {
    if (std::find(met.begin(), met.end(), code) != met.end()) return code;
  }
  return ExitCode::Success;
}

auto tenant_exit_codes(const std::vector<plan::TenantPlan>& tenants, diag::Severity fail_on) -> std::vector<ExitCode> {
  std::vector<ExitCode> met;
  for (const auto& tenant : tenants) met.push_back(tenant_exit_code(tenant, fail_on));
  return met;
}

auto has(const std::vector<diag::Diagnostic>& findings, diag::Severity at_least) -> bool {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const diag::Diagnostic& finding) { return !finding.waived && finding.severity <= at_least; });
}

auto is_stale(const std::vector<diag::Diagnostic>& findings) -> bool {
  return std::any_of(findings.begin(), findings.end(),
                     [](const diag::Diagnostic& finding) { return finding.code == diag::Code::StalePlan; });
}

}  // namespace

auto exit_code_of(const base::Error& error) -> ExitCode {
  switch (error.kind) {
    case base::ErrorKind::Interrupted:
      return ExitCode::Interrupted;
    case base::ErrorKind::Refused:
    case base::ErrorKind::TooLarge:
    case base::ErrorKind::NotFound:
      return ExitCode::Findings;
    case base::ErrorKind::Forbidden:
    case base::ErrorKind::Unclear:
    case base::ErrorKind::Unreachable:
      break;
  }
  return ExitCode::Unreachable;
}

auto code_of_unusable(const base::Error& unusable) -> ExitCode {
  // Whatever the reason, it was not worked on: Findings would say that it was.
  return unusable.kind == base::ErrorKind::Interrupted ? ExitCode::Interrupted : ExitCode::Unreachable;
}

auto tenant_exit_code(const plan::TenantPlan& tenant, diag::Severity fail_on) -> ExitCode {
  if (tenant.unusable) return code_of_unusable(*tenant.unusable);
  if (is_stale(tenant.diagnostics)) return ExitCode::Stale;
  return has(tenant.diagnostics, fail_on) ? ExitCode::Findings : ExitCode::Success;
}

auto plan_exit(const std::vector<plan::TenantPlan>& tenants, diag::Severity fail_on, bool detailed) -> ExitCode {
  auto met = tenant_exit_codes(tenants, fail_on);
  const bool pending = std::any_of(tenants.begin(), tenants.end(), [](const auto& one) { return one.has_changes(); });
  if (detailed && pending) met.push_back(ExitCode::ChangesPending);
  return first_of(
      {ExitCode::Interrupted, ExitCode::Unreachable, ExitCode::Stale, ExitCode::Findings, ExitCode::ChangesPending},
      met);
}

auto drift_exit(const std::vector<plan::TenantPlan>& tenants, diag::Severity fail_on) -> ExitCode {
  auto met = tenant_exit_codes(tenants, fail_on);
  // A drift run compares nothing that could be stale.
  std::replace(met.begin(), met.end(), ExitCode::Stale, ExitCode::Findings);
  const auto has_drift = [](const plan::TenantPlan& tenant) {
    // What `adopt` names and carries no marker may have lost it.
    return tenant.has_drift() || std::any_of(tenant.changes.begin(), tenant.changes.end(),
                                             [](const auto& change) { return change.action == plan::Action::Adopt; });
  };
  if (std::any_of(tenants.begin(), tenants.end(), has_drift)) met.push_back(ExitCode::Drift);
  return first_of({ExitCode::Interrupted, ExitCode::Unreachable, ExitCode::Findings, ExitCode::Drift}, met);
}

auto end_of(const plan::TenantOutcome& outcome) -> TenantEnd {
  const bool wrote = outcome.wrote || plan::awaits_approval(outcome);
  if (outcome.unusable) return {wrote, code_of_unusable(*outcome.unusable)};
  if (outcome.stale) return {wrote, ExitCode::Stale};
  if (outcome.interrupted) return {wrote, ExitCode::Interrupted};
  if (has(outcome.diagnostics, diag::Severity::Error)) return {wrote, ExitCode::Findings};
  if (views::all_done(outcome)) return {wrote, ExitCode::Success};
  return {wrote, views::only_approval_is_missing(outcome) ? ExitCode::Awaiting : ExitCode::Findings};
}

auto apply_exit(const std::vector<TenantEnd>& tenants) -> ExitCode {
  const bool wrote = std::any_of(tenants.begin(), tenants.end(), [](const TenantEnd& end) { return end.wrote; });
  const bool missed = std::any_of(tenants.begin(), tenants.end(), [](const TenantEnd& end) {
    return end.code != ExitCode::Success && end.code != ExitCode::Awaiting;
  });
  if (wrote && missed) return ExitCode::Partial;
  std::vector<ExitCode> met;
  for (const auto& end : tenants) met.push_back(end.code);
  return first_of(
      {ExitCode::Interrupted, ExitCode::Unreachable, ExitCode::Stale, ExitCode::Findings, ExitCode::Awaiting}, met);
}

}  // namespace pinwright::cli::online
