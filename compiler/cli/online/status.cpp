#include "driver/status.hpp"

#include "cli/online/commands.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/online/outputs.hpp"
#include "cli/online/session.hpp"
#include "cli/report.hpp"
#include "cli/views/status.hpp"

namespace pinwright::cli::online {

auto run_status(const Args& args, driver::Env& env) -> ExitCode {
  auto begun = begin_unchecked(args, env, args.path());
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  const auto& session = std::get<Session>(begun);
  const auto rollouts = driver::read_rollout(*session.loaded, session.tenants, *session.connections,
                                             {session.parallel, session.replace.after});
  const auto text = [&](std::ostream& out, const views::Screen& screen) { views::print_status(out, rollouts, screen); };
  const auto written =
      write_outputs(session.common, {text, [&] { return views::status_json(rollouts); }}, session.loaded->sources, env);
  if (!written.ok()) return fail(env, written.error(), ExitCode::Findings);
  return code_of_reads(rollouts);
}

}  // namespace pinwright::cli::online
