#include <memory>
#include <utility>

#include "cli/commands/commands.hpp"
#include "cli/known.hpp"
#include "cli/report.hpp"
#include "cli/targets.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {kTenantOption,   kExcludeTenantOption, kKnownOption,  kWriteKnownOption,
                               kFindingsOption, kMaxBytesOption,      kFailOnOption, kColorOption,
                               kQuietOption,    kVerboseOption,       kJobsOption};

auto run_validate(const Args& args, driver::Env& env) -> ExitCode {
  const auto common = common_options(args, env, finding_formats());
  if (!common.ok()) return fail(env, common.error(), ExitCode::Usage);
  const auto targets = find_targets(args.positional(), env);
  if (!targets.ok()) return fail(env, targets.error(), ExitCode::Usage);
  std::vector<Checked> checked;
  for (const auto& [root, narrowing] : targets.value()) {
    Checked one{driver::load(env, root, common.value().jobs), {}};
    const auto filter = check_tenant_filter(common.value().tenants, one.loaded->workspace);
    if (!filter.ok()) return fail(env, filter.error(), ExitCode::Usage);
    one.tenants = driver::analyse(env, *one.loaded, {.jobs = common.value().jobs, .tenants = common.value().tenants});
    narrow(*one.loaded, narrowing, env);
    checked.push_back(std::move(one));
  }
  const auto sorted_out = sort_out_known(args, checked, env);
  if (!sorted_out.ok()) return fail(env, sorted_out.error(), ExitCode::Usage);
  const auto rendered = render(checked, common.value(), env);
  const auto code =
      rendered.ok() ? exit_code(checked, common.value().fail_on) : fail(env, rendered.error(), ExitCode::Findings);
  for (auto& one : checked) env.kept.push_back(std::shared_ptr<driver::Loaded>(std::move(one.loaded)));
  return code;
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
