#include "driver/preflight.hpp"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <utility>

#include "cli/online/commands.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/online/outputs.hpp"
#include "cli/online/session.hpp"
#include "cli/report.hpp"
#include "cli/views/preflight.hpp"
#include "diag/render.hpp"

namespace pinwright::cli::online {

namespace {

auto has_mismatch(const plan::TenantPlan& tenant) -> bool {
  return std::any_of(tenant.diagnostics.begin(), tenant.diagnostics.end(),
                     [](const diag::Diagnostic& one) { return one.code == diag::Code::TenantMismatch; });
}

/// One finding a cause, whatever the number of tenants.
auto merged_findings(const plan::Plan& plan) -> std::vector<diag::Diagnostic> {
  diag::Sink sink;
  for (const auto& tenant : plan.tenants) {
    for (const auto& finding : tenant.diagnostics) sink.add(finding);
  }
  sink.sort();
  return sink.diagnostics();
}

/// What was met after the plan counts as if the plan had met it.
auto take_failures(const std::vector<driver::TenantReadiness>& tenants, plan::Plan& plan) -> void {
  for (auto& tenant : plan.tenants) {
    const auto found = std::find_if(tenants.begin(), tenants.end(),
                                    [&](const driver::TenantReadiness& one) { return one.name == tenant.name; });
    // That it is another tenant is a finding.
    const bool is_new = found != tenants.end() && !tenant.unusable && !has_mismatch(tenant);
    if (is_new) tenant.unusable = found->unusable;
  }
}

/// Those that the exit code speaks of although no finding does.
auto unusable(const std::vector<driver::TenantReadiness>& tenants) -> std::vector<driver::TenantReadiness> {
  std::vector<driver::TenantReadiness> some;
  std::copy_if(tenants.begin(), tenants.end(), std::back_inserter(some),
               [](const driver::TenantReadiness& one) { return one.unusable.has_value(); });
  return some;
}

}  // namespace

auto run_preflight(const Args& args, driver::Env& env) -> ExitCode {
  auto begun = begin_checked(args, env, args.path());
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  auto& session = std::get<Session>(begun);
  std::mutex mutex;
  std::vector<driver::TenantReadiness> tenants;
  auto plan = make_plan(session, env, [&](const plan::TenantPlan& of, std::unique_ptr<plan::Tenant> tenant) {
    auto readiness = driver::read_readiness(of, *tenant, session.connections->login_host(session.tenant(of.name)));
    const std::lock_guard lock(mutex);
    tenants.push_back(std::move(readiness));
  });
  std::sort(tenants.begin(), tenants.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  for (auto& tenant : plan.tenants) driver::keep_preflight_findings(tenant);
  take_failures(tenants, plan);

  const auto& sources = session.loaded->sources;
  const auto findings = merged_findings(plan);
  const auto text = [&](std::ostream& out, const views::Screen& screen) {
    if (!findings.empty()) diag::render_text(out, {findings, sources, {}, screen.color, true, session.common.verbose});
    views::print_readiness(out, session.common.quiet ? unusable(tenants) : tenants);
  };
  const auto written = write_outputs(
      session.common, {text, [&] { return views::readiness_json(tenants, plan, sources); }}, sources, env);
  if (!written.ok()) return fail(env, written.error(), ExitCode::Findings);
  return plan_exit(plan.tenants, session.common.fail_on, false);
}

}  // namespace pinwright::cli::online
