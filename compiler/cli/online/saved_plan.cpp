#include "cli/online/saved_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "cli/online/session.hpp"
#include "diag/render.hpp"
#include "driver/online_sources.hpp"
#include "driver/paths.hpp"
#include "plan/file/read.hpp"

namespace pinwright::cli::online {

namespace {

/// Far above the plan of a large fleet, far below what fills the memory.
constexpr std::size_t kPlanLimit = base::kPlanFileBytes;
constexpr std::size_t kPathsShown = 5;

auto read_plan(const std::string& path, driver::Env& env) -> base::Result<plan::Plan> {
  const auto bytes = env.files.read(driver::absolute(env.working_folder, path), kPlanLimit);
  if (!bytes.ok()) return bytes.error();
  auto plan = plan::from_json(bytes.value());
  if (!plan.ok()) {
    return base::Error{fmt::format("`{}` is no plan that can be applied: {}", path, plan.error().message),
                       plan.error().help};
  }
  return std::move(plan).value();
}

auto stale(std::string message) -> diag::Diagnostic {
  return diag::make(diag::Code::StalePlan, {}, std::move(message), "make a new plan, and review it");
}

/// Why the workspace at hand is not the one that the plan was made from.
auto staleness(const plan::Plan& plan, const Session& session) -> std::vector<diag::Diagnostic> {
  std::vector<diag::Diagnostic> findings;
  const auto& workspace = session.loaded->workspace;
  if (plan.workspace != workspace.name.value) {
    findings.push_back(stale(
        fmt::format("the plan is of the workspace `{}`, and this is `{}`", plan.workspace, workspace.name.value)));
    return findings;
  }
  const auto changed = driver::changed_sources(plan.sources, driver::hash_sources(*session.loaded));
  if (!changed.empty()) {
    findings.push_back(stale(fmt::format("{} changed since the plan was made: {}",
                                         changed.size() == 1 ? "a file" : base::counted(changed.size(), "file"),
                                         base::listed(changed, kPathsShown))));
  }
  return findings;
}

/// The part of a plan that `--tenant` takes. Every tenant of a plan that is not stale is one of the workspace.
auto narrow(plan::Plan& plan, const Session& session) -> void {
  std::erase_if(plan.tenants, [&](const plan::TenantPlan& tenant) {
    const auto* ref = session.tenant(tenant.name);
    return ref == nullptr || !session.common.tenants.takes(*ref);
  });
}

}  // namespace

auto apply_saved_plan(const Args& args, const std::string& path, const ApplyPlanOptions& options, driver::Env& env)
    -> ExitCode {
  auto read = read_plan(path, env);
  if (!read.ok()) return fail(env, read.error(), ExitCode::Findings);
  auto& plan = read.value();
  if (args.has("adopt"))
    return fail(env, {"`--adopt` goes with the plan, not with its apply", "plan again with it"}, ExitCode::Usage);
  auto begun = begin_unchecked(args, env, args.get("workspace"));
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  auto& session = std::get<Session>(begun);
  const auto findings = staleness(plan, session);
  if (!findings.empty()) {
    diag::render_text(env.err, {findings, session.loaded->sources, {}, false, true, false});
    return fail(env, {"refused, and nothing was written: the plan is stale", ""}, ExitCode::Stale);
  }
  narrow(plan, session);
  if (!session.deletes.given) session.deletes.given = plan.max_deletes;
  KeptConnections connections(session);
  return apply_plan(plan, session, connections, options, env);
}

}  // namespace pinwright::cli::online
