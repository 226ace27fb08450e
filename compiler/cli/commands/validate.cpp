#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "cli/commands/commands.hpp"
#include "cli/report.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {kTenantOption, kFindingsOption, kMaxBytesOption, kFailOnOption,
                               kColorOption,  kQuietOption,    kVerboseOption,  kJobsOption};

/// The workspaces that the paths mean, each with the paths that narrow what is shown (none: all is shown).
using Targets = std::map<std::string, std::vector<std::string>>;

auto find_targets(const std::vector<std::string>& paths, driver::Env& env) -> base::Result<Targets> {
  Targets targets;
  std::map<std::string, bool> whole;
  for (const auto& path : paths) {
    const auto roots = driver::find_roots(env, path);
    if (!roots.ok()) return roots.error();
    const auto full = driver::absolute(env.working_folder, path);
    for (const auto& root : roots.value()) {
      targets[root].push_back(full);
      whole[root] = whole[root] || driver::is_within(full, root);
    }
  }
  for (auto& [root, narrowing] : targets) {
    if (whole[root]) narrowing.clear();
  }
  return targets;
}

auto narrow(driver::Loaded& loaded, const std::vector<std::string>& paths, const driver::Env& env) -> void {
  if (paths.empty()) return;
  const auto is_outside = [&](const diag::Diagnostic& finding) {
    if (!finding.span.known()) return false;
    const auto file = driver::absolute(env.working_folder, loaded.sources.path(finding.span.file));
    return std::none_of(paths.begin(), paths.end(),
                        [&](const std::string& path) { return driver::is_within(path, file); });
  };
  auto& findings = loaded.sink.diagnostics();
  findings.erase(std::remove_if(findings.begin(), findings.end(), is_outside), findings.end());
}

auto run_validate(const Args& args, driver::Env& env) -> ExitCode {
  const auto common = common_options(args, env, finding_formats());
  if (!common.ok()) return fail(env, common.error(), ExitCode::Usage);
  const auto paths = args.positional().empty() ? std::vector<std::string>{"."} : args.positional();
  const auto targets = find_targets(paths, env);
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
