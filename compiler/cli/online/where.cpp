#include "driver/where.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "cli/online/commands.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/online/outputs.hpp"
#include "cli/online/session.hpp"
#include "cli/report.hpp"
#include "cli/views/where.hpp"

namespace pinwright::cli::online {

namespace {

/// A group that no tenant has is a misspelt one: that no policy reaches it would say nothing.
auto unknown_group(const std::vector<driver::WhereTenant>& found, const std::string& group)
    -> std::optional<base::Error> {
  const auto may_have = [](const driver::WhereTenant& tenant) { return tenant.unusable || !tenant.lacks_group; };
  if (group.empty() || std::any_of(found.begin(), found.end(), may_have)) return std::nullopt;
  return base::Error{fmt::format("{} a group {}", found.size() == 1 ? "the tenant does not have" : "no tenant has",
                                 base::quoted(group)),
                     "`--group` takes the display name of a group, as Microsoft Entra shows it"};
}

}  // namespace

auto run_where(const Args& args, driver::Env& env) -> ExitCode {
  const auto& given = args.positional();
  auto begun = begin_unchecked(args, env, given.size() > 1 ? given[1] : ".");
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  const auto& session = std::get<Session>(begun);
  const auto node = driver::where_node(given.front(), session.loaded->catalog);
  if (!node.ok()) return fail(env, node.error(), ExitCode::Usage);
  const driver::WhereOptions options{args.get("group"), session.shows_live, session.parallel};
  const auto found =
      driver::find_setters(*session.loaded, session.tenants, *session.connections, node.value(), options);
  if (const auto wrong = unknown_group(found, options.group)) return fail(env, *wrong, ExitCode::Usage);
  const views::Where where{node.value().uri, options.group, found};
  const auto text = [&](std::ostream& out, const views::Screen& /*screen*/) { views::print_where(out, where); };
  const auto written =
      write_outputs(session.common, {text, [&] { return views::where_json(where); }}, session.loaded->sources, env);
  if (!written.ok()) return fail(env, written.error(), ExitCode::Findings);
  return code_of_reads(found);
}

}  // namespace pinwright::cli::online
