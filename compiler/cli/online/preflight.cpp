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

/// One finding a cause, whatever the number of tenants.
auto merged_findings(const plan::Plan& plan) -> std::vector<diag::Diagnostic> {
  diag::Sink sink;
  for (const auto& tenant : plan.tenants) {
    for (const auto& finding : tenant.diagnostics) sink.add(finding);
  }
  sink.sort();
  return sink.diagnostics();
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
