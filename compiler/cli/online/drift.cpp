#include "cli/online/commands.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/online/outputs.hpp"
#include "cli/online/session.hpp"

namespace pinwright::cli::online {

auto run_drift(const Args& args, driver::Env& env) -> ExitCode {
  auto begun = begin_checked(args, env, args.path());
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  auto& session = std::get<Session>(begun);
  const auto plan = make_plan(session, env);
  const auto shown = show_drift(plan, session, env);
  if (!shown.ok()) return fail(env, shown.error(), ExitCode::Findings);
  return drift_exit(plan.tenants, session.common.fail_on);
}

}  // namespace pinwright::cli::online
