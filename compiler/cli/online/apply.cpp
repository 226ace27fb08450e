#include <fmt/format.h>

#include <optional>
#include <utility>

#include "cli/online/apply_plan.hpp"
#include "cli/online/commands.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/online/saved_plan.hpp"
#include "cli/online/session.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli::online {

namespace {

auto on_error(const Args& args) -> base::Result<bool> {
  const auto word = args.word("on-error");
  if (!word.ok()) return word.error();
  return word.value() == "stop";
}

/// A file that is not the root file of a workspace is a saved plan.
auto names_plan_file(const std::string& path, driver::Env& env) -> bool {
  const auto full = driver::absolute(env.working_folder, path);
  return env.files.kind(full) == source::FileKind::Regular &&
         full != driver::join(driver::parent(full), driver::kRootFile);
}

auto apply_workspace(const Args& args, const std::string& path, const ApplyPlanOptions& options, driver::Env& env)
    -> ExitCode {
  if (args.has("workspace"))
    return fail(env, {"`--workspace` goes with a saved plan", "name the workspace itself"}, ExitCode::Usage);
  auto begun = begin_checked(args, env, path);
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  auto& session = std::get<Session>(begun);
  session.is_applied = true;
  tell_left_tenants(session, env);
  KeptConnections connections(session);
  const auto plan = make_plan(session, env, [&](const plan::TenantPlan& tenant, std::unique_ptr<plan::Tenant> used) {
    connections.keep(tenant, std::move(used));
  });
  return apply_plan(plan, session, connections, options, env);
}

}  // namespace

auto run_apply(const Args& args, driver::Env& env) -> ExitCode {
  const auto stop = on_error(args);
  if (!stop.ok()) return fail(env, stop.error(), ExitCode::Usage);
  const auto justification = justification_of(args);
  if (!justification.ok()) return fail(env, justification.error(), ExitCode::Usage);
  const ApplyPlanOptions options{
      .yes = args.has("yes"), .stop_on_error = stop.value(), .justification = justification.value()};
  const std::string path = args.path();
  if (names_plan_file(path, env)) return apply_saved_plan(args, path, options, env);
  return apply_workspace(args, path, options, env);
}

}  // namespace pinwright::cli::online
