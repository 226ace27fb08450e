#include "driver/where.hpp"

#include <algorithm>

#include "cli/online/commands.hpp"
#include "cli/online/outputs.hpp"
#include "cli/online/session.hpp"
#include "cli/report.hpp"
#include "cli/views/where.hpp"

namespace pinwright::cli::online {

auto run_where(const Args& args, driver::Env& env) -> ExitCode {
  const auto& given = args.positional();
  auto begun = begin_unchecked(args, env, given.size() > 1 ? given[1] : ".", kTextAndJson);
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  const auto& session = std::get<Session>(begun);
  const auto node = driver::where_node(given.front(), session.loaded->catalog);
  if (!node.ok()) return fail(env, node.error(), ExitCode::Usage);
  const driver::WhereOptions options{args.get("group"), session.shows_live, session.parallel};
  const auto found =
      driver::find_setters(*session.loaded, session.tenants, *session.connections, node.value(), options);
  const views::Where where{node.value().uri, options.group, found};
  const auto text = [&](std::ostream& out, const views::Screen& /*screen*/) { views::print_where(out, where); };
  const auto written =
      write_outputs(session.common, {text, [&] { return views::where_json(where); }}, session.loaded->sources, env);
  if (!written.ok()) return fail(env, written.error(), ExitCode::Findings);
  const bool all_usable = std::all_of(found.begin(), found.end(), [](const auto& one) { return !one.unusable; });
  return all_usable ? ExitCode::Success : ExitCode::Unreachable;
}

}  // namespace pinwright::cli::online
