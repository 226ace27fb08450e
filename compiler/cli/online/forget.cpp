#include "plan/forget.hpp"

#include <utility>

#include "cli/online/apply_plan.hpp"
#include "cli/online/commands.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/online/session.hpp"

namespace pinwright::cli::online {

namespace {

/// `--tenant NAME` names one tenant: what is given up is said tenant by tenant.
auto the_tenant(const Args& args, const Session& session) -> base::Result<lower::TenantRef> {
  const auto name = args.get("tenant");
  if (name.empty()) return base::Error{"`forget` needs `--tenant NAME`", "name one tenant"};
  const auto* tenant = session.tenant(name);
  if (tenant != nullptr) return tenant;
  return base::Error{"`--tenant " + name + "` names no tenant", "name one: labels do not count here"};
}

}  // namespace

auto run_forget(const Args& args, driver::Env& env) -> ExitCode {
  if (args.has("id") && args.positional().size() != 1)
    return fail(env, {"`--id` tells apart the objects of one key", "name one KEY with it"}, ExitCode::Usage);
  const auto justification = justification_of(args);
  if (!justification.ok()) return fail(env, justification.error(), ExitCode::Usage);
  auto begun = begin_unchecked(args, env, args.get("workspace"));
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  auto& session = std::get<Session>(begun);
  const auto named = the_tenant(args, session);
  if (!named.ok()) return fail(env, named.error(), ExitCode::Usage);
  const auto tenant = named.value();
  KeptConnections connections(session);
  auto connection = session.connections->to(tenant);
  if (const auto right = plan::expect_tenant(*connection, tenant->value.tenant_id.value); !right.ok())
    return fail(env, right.error(), exit_code_of(right.error()));
  auto forgetting = plan::plan_forget(args.positional(), args.get("id"), tenant->name.value,
                                      session.loaded->workspace.name.value, *connection);
  if (!forgetting.ok()) return fail(env, forgetting.error(), exit_code_of(forgetting.error()));
  connections.keep(forgetting.value(), std::move(connection));
  const auto plan = driver::make_plan(env, *session.loaded, {std::move(forgetting).value()}, session.common.fail_on);
  return apply_plan(plan, session, connections,
                    {.yes = args.has("yes"), .justification = justification.value(), .undoes = true}, env);
}

}  // namespace pinwright::cli::online
