#include "cli/command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "base/nearest.hpp"
#include "cli/args.hpp"
#include "cli/commands/commands.hpp"
#include "cli/help.hpp"
#include "cli/places.hpp"
#include "cli/report.hpp"

namespace pinwright::cli {

namespace {

const Command kCommands[] = {
    init_command(),     validate_command(),  fix_command(),    fmt_command(),     convert_command(),
    compile_command(),  plan_command(),      apply_command(),  drift_command(),   import_command(),
    forget_command(),   preflight_command(), status_command(), where_command(),   reset_passcode_command(),
    rollback_command(), sandbox_command(),   csp_command(),    explain_command(), completion_command(),
    man_command(),      version_command()};

auto find_command(std::string_view name) -> const Command* {
  const auto* found = std::find_if(std::begin(kCommands), std::end(kCommands),
                                   [&](const Command& command) { return command.name == name; });
  return found == std::end(kCommands) ? nullptr : found;
}

auto unknown_command(const std::string& name) -> base::Error {
  std::vector<std::string_view> names;
  for (const auto& command : kCommands) names.push_back(command.name);
  const auto near = base::nearest(name, names);
  return {fmt::format("there is no command `{}`", name),
          near ? fmt::format("did you mean `{}`?", *near) : "`pinwright --help` lists them"};
}

auto run_command(const Command& command, const std::vector<std::string>& arguments, driver::Env& env,
                 const Online& online) -> ExitCode {
  const auto args = parse_args(command, arguments);
  if (!args.ok()) return fail(env, args.error(), ExitCode::Usage);
  if (args.value().has("help")) {
    print_help(env.out, command);
    return ExitCode::Success;
  }
  if (const auto code = stopped_by_places(command, args.value(), env)) return *code;
  if (command.run != nullptr) return command.run(args.value(), env);
  if (online) return online(command, args.value(), env);
  return fail(env, {fmt::format("this program cannot run `{}`", command.name), ""}, ExitCode::Internal);
}

auto dispatch(const std::vector<std::string>& arguments, driver::Env& env, const Online& online) -> ExitCode {
  const std::string name = arguments.empty() ? "help" : arguments.front();
  if (name == "help" || name == "--help" || name == "-h") {
    const auto* command = arguments.size() > 1 ? find_command(arguments[1]) : nullptr;
    if (arguments.size() > 1 && command == nullptr) return fail(env, unknown_command(arguments[1]), ExitCode::Usage);
    if (command != nullptr) {
      print_help(env.out, *command);
    } else {
      print_help(arguments.empty() ? env.err : env.out);
    }
    return arguments.empty() ? ExitCode::Usage : ExitCode::Success;
  }
  const auto* command = find_command(name == "--version" ? "version" : name);
  if (command == nullptr) return fail(env, unknown_command(name), ExitCode::Usage);
  return run_command(*command, {arguments.begin() + 1, arguments.end()}, env, online);
}

}  // namespace

auto commands() -> std::span<const Command> { return kCommands; }

auto run(const std::vector<std::string>& arguments, driver::Env& env, const Online& online) -> ExitCode {
  try {
    return dispatch(arguments, env, online);
  } catch (const std::exception& problem) {
    return fail(env,
                {fmt::format("internal error: {}", problem.what()), "this is a bug of pinwright, please report it"},
                ExitCode::Internal);
  }
}

}  // namespace pinwright::cli
