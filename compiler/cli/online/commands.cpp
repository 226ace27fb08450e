#include "cli/online/commands.hpp"

#include <fmt/format.h>

#include <string_view>

#include "cli/report.hpp"

namespace pinwright::cli::online {

namespace {

struct Row {
  std::string_view command;
  auto(*run)(const Args&, driver::Env&) -> ExitCode;
};

constexpr Row kRows[] = {
    {"plan", run_plan},         {"apply", run_apply},
    {"drift", run_drift},       {"import", run_import},
    {"forget", run_forget},     {"preflight", run_preflight},
    {"status", run_status},     {"reset-passcode", run_reset_passcode},
    {"rollback", run_rollback}, {"sandbox", run_sandbox},
    {"where", run_where},
};

}  // namespace

auto run(const Command& command, const Args& args, driver::Env& env) -> ExitCode {
  for (const auto& row : kRows) {
    if (row.command == command.name) return row.run(args, env);
  }
  return fail(env, {fmt::format("`{}` has no row among the online commands", command.name), ""}, ExitCode::Internal);
}

}  // namespace pinwright::cli::online
