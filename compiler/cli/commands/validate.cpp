#include <fmt/format.h>

#include <memory>
#include <utility>

#include "cli/commands/commands.hpp"
#include "cli/known.hpp"
#include "cli/report.hpp"
#include "cli/targets.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kWatchOption{"watch", "", "check again whenever a file changes, until Ctrl-C"};

constexpr Option kOptions[] = {kTenantOption,   kExcludeTenantOption, kKnownOption,  kWriteKnownOption,
                               kFindingsOption, kMaxBytesOption,      kFailOnOption, kColorOption,
                               kQuietOption,    kVerboseOption,       kJobsOption,   kWatchOption};

/// One look at the workspaces: findings shown, exit code made.
auto check(const Args& args, const Common& common, const Targets& targets, driver::Env& env) -> ExitCode {
  std::vector<Checked> checked;
  for (const auto& [root, narrowing] : targets) {
    Checked one{driver::load(env, root, common.jobs), {}};
    const auto filter = check_tenant_filter(common.tenants, one.loaded->workspace);
    if (!filter.ok()) return fail(env, filter.error(), ExitCode::Usage);
    one.tenants = driver::analyse(env, *one.loaded, {.jobs = common.jobs, .tenants = common.tenants});
    narrow(*one.loaded, narrowing, env);
    checked.push_back(std::move(one));
  }
  const auto written = write_known(args, checked, env);
  if (!written.ok()) return fail(env, written.error(), ExitCode::Findings);
  const auto left_out = leave_out_known(args, checked, env);
  if (!left_out.ok()) return fail(env, left_out.error(), ExitCode::Usage);
  const auto rendered = render(checked, common, env);
  const auto code =
      rendered.ok() ? exit_code(checked, common.fail_on) : fail(env, rendered.error(), ExitCode::Findings);
  for (auto& one : checked) env.kept.push_back(std::shared_ptr<driver::Loaded>(std::move(one.loaded)));
  return code;
}

/// `--watch` is for the person at the terminal: what programs read has no end that it could wait for.
auto check_watchable(const Args& args, const Common& common) -> base::Status {
  const auto& outputs = common.outputs;
  const bool is_text = outputs.size() == 1 && outputs.front().format == "text" && outputs.front().file.empty();
  if (is_text && !args.has("write-known")) return base::Done{};
  return base::Error{"`--watch` prints text to the terminal, and writes no file",
                     "leave `--watch` or the other option out"};
}

/// "pinwright.yaml and 2 more".
auto told(const std::vector<std::string>& changed, const driver::Env& env) -> std::string {
  auto text = driver::shown(env.working_folder, changed.front());
  if (changed.size() > 1) text += fmt::format(" and {} more", changed.size() - 1);
  return text;
}

auto watch(const Args& args, const Common& common, const Targets& targets, driver::Env& env) -> ExitCode {
  std::vector<std::string> roots;
  for (const auto& [root, narrowing] : targets) roots.push_back(root);
  // Before the first look: what changes during a look has the next one.
  const auto watched = env.watch(roots);
  if (!watched.ok()) return fail(env, watched.error(), ExitCode::Findings);
  for (;;) {
    const auto code = check(args, common, targets, env);
    if (code == ExitCode::Usage) return code;
    env.kept.clear();
    env.out << "\nwaiting for a change; Ctrl-C ends this" << std::endl;
    const auto changed = watched.value()->wait(env.stop);
    if (!changed.ok()) return fail(env, changed.error(), ExitCode::Findings);
    if (changed.value().empty()) return code;
    env.out << "\n" << told(changed.value(), env) << " changed\n\n";
  }
}

auto run_validate(const Args& args, driver::Env& env) -> ExitCode {
  const auto common = common_options(args, env);
  if (!common.ok()) return fail(env, common.error(), ExitCode::Usage);
  const auto targets = find_targets(args.positional(), env);
  if (!targets.ok()) return fail(env, targets.error(), ExitCode::Usage);
  if (!args.has("watch")) return check(args, common.value(), targets.value(), env);
  const auto watchable = check_watchable(args, common.value());
  if (!watchable.ok()) return fail(env, watchable.error(), ExitCode::Usage);
  return watch(args, common.value(), targets.value(), env);
}

}  // namespace

auto validate_command() -> Command {
  return {"validate",
          "[PATH…]",
          "check a workspace, offline",
          "Finds every mistake in one run: YAML, names, tenant IDs, OMA-URIs, values, assignments. A PATH inside a\n"
          "workspace narrows what is shown, never what is read. Without PATH: the workspace of the working folder.",
          kOptions,
          0,
          4096,
          run_validate};
}

}  // namespace pinwright::cli
