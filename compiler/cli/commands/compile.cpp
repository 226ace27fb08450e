#include "driver/compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/report.hpp"
#include "diag/visible.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"
#include "driver/replaceable.hpp"
#include "emit/intune.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {{"out", "DIR", "folder to write, as a whole; - prints the body of one policy"},
                               {"policy", "NAME", "with --out -: which policy"},
                               kTenantOption,
                               kExcludeTenantOption,
                               kFindingsOption,
                               kMaxBytesOption,
                               kFailOnOption,
                               kColorOption,
                               kQuietOption,
                               kVerboseOption,
                               kJobsOption};

/// Renders the findings and says whether they stop the run.
auto report(std::vector<Checked>& checked, const Common& common, driver::Env& env) -> base::Result<ExitCode> {
  const auto rendered = render(checked, common, env);
  if (!rendered.ok()) return rendered.error();
  return exit_code(checked, common.fail_on);
}

/// The folder that `--out` names, when what stands there may be replaced.
auto output_folder(const std::string& root, const std::string& out, driver::Env& env) -> base::Result<std::string> {
  auto folder = driver::absolute(env.working_folder, out);
  if (env.files.kind(folder) != source::FileKind::Missing) {
    const auto real = env.files.real_path(folder);
    if (real.ok()) folder = real.value();
  }
  const auto why = driver::why_not_replaceable(env, folder, root);
  if (why.empty()) return folder;
  return base::Error{fmt::format("`{}` cannot be replaced: {}", out, why),
                     "name a new or empty folder, or one that holds what compile wrote and nothing else"};
}

auto tell_written(const driver::CompileResult& written, const std::string& out, driver::Env& env) -> void {
  base::print(env.err, "wrote {} for {} to {}\n", base::counted(written.policies, "policy"),
              base::counted(written.tenants, "tenant"), diag::visible(out));
  if (written.unresolved == 0) return;
  base::print(env.err, "{} only known in the tenant or the environment: see `unresolved` in {}\n",
              base::counted(written.unresolved, "name"), diag::visible(driver::join(out, "index.json")));
}

auto compile_folder(const std::string& root, const Common& common, const std::string& out, driver::Env& env)
    -> ExitCode {
  const auto folder = output_folder(root, out, env);
  if (!folder.ok()) return fail(env, folder.error(), ExitCode::Usage);
  Checked one{driver::load(env, root, common.jobs), {}};
  const auto filter = check_tenant_filter(common.tenants, one.loaded->workspace);
  if (!filter.ok()) return fail(env, filter.error(), ExitCode::Usage);
  driver::OutputFolder output(env, folder.value(), one.loaded->workspace);
  driver::AnalyseOptions options{.jobs = common.jobs, .tenants = common.tenants};
  // What is found can still be waived at the end, but a value that fits no type cannot be written.
  std::atomic<bool> incomplete = false;
  const bool can_waive = !one.loaded->workspace.waivers.empty();
  if (one.loaded->complete) {
    options.per_tenant = [&](std::size_t index, const lower::Deployment& deployment, const diag::Sink& sink) {
      if (sink.has_errors() && !can_waive) return;
      if (lower::is_complete(deployment)) {
        output.write(index, emit::write_intune(deployment));
      } else {
        incomplete = true;
      }
    };
    options.batch_done = [&](std::size_t first, std::size_t last) { output.flush(first, last); };
  }
  one.tenants = driver::analyse(env, *one.loaded, options);
  std::vector<Checked> checked;
  checked.push_back(std::move(one));
  const auto code = report(checked, common, env);
  if (!code.ok()) return fail(env, code.error(), ExitCode::Findings);
  if (code.value() != ExitCode::Success)
    return fail(env, {"nothing was written because of the findings above", ""}, code.value());
  if (incomplete)
    return fail(
        env,
        {"a waived finding left a value that cannot be written", "fix the value: `--verbose` shows waived findings"},
        ExitCode::Findings);
  const auto result = output.commit();
  if (!result.ok()) return fail(env, result.error(), ExitCode::Findings);
  if (!common.quiet) tell_written(result.value(), out, env);
  return ExitCode::Success;
}

/// The bodies that `--out -` may print, collected from all tenants.
struct Bodies {
  std::mutex mutex;
  std::size_t count = 0;
  std::string text;
};

auto compile_one(const Args& args, const std::string& root, Common common, driver::Env& env) -> ExitCode {
  const auto policy = args.get("policy");
  // stdout is the body's: findings for people go to stderr.
  auto aside = env.with_out_on_err();
  common.quiet = true;
  Checked one{driver::load(env, root, common.jobs), {}};
  const auto filter = check_tenant_filter(common.tenants, one.loaded->workspace);
  if (!filter.ok()) return fail(env, filter.error(), ExitCode::Usage);
  const auto known = policy_keys(args, one.loaded->workspace, "policy");
  if (!known.ok()) return fail(env, known.error(), ExitCode::Usage);
  Bodies bodies;
  driver::AnalyseOptions options{.jobs = common.jobs, .tenants = common.tenants};
  options.per_tenant = [&](std::size_t, const lower::Deployment& deployment, const diag::Sink&) {
    if (!one.loaded->complete || !lower::is_complete(deployment)) return;
    for (const auto& candidate : deployment.policies) {
      if (!policy.empty() && candidate.name() != policy) continue;
      const std::lock_guard lock(bodies.mutex);
      if (++bodies.count == 1) bodies.text = emit::policy_body(candidate);
    }
  };
  one.tenants = driver::analyse(env, *one.loaded, options);
  std::vector<Checked> checked;
  checked.push_back(std::move(one));
  const auto code = report(checked, common, aside);
  if (!code.ok()) return fail(env, code.error(), ExitCode::Findings);
  if (code.value() != ExitCode::Success) return code.value();
  if (bodies.count != 1) {
    return fail(env,
                {fmt::format("`--out -` prints one policy of one tenant, but {} are meant", bodies.count),
                 "narrow it with `--policy NAME` and `--tenant NAME`"},
                ExitCode::Usage);
  }
  env.out << bodies.text;
  return ExitCode::Success;
}

auto run_compile(const Args& args, driver::Env& env) -> ExitCode {
  auto common = common_options(args, env);
  if (!common.ok()) return fail(env, common.error(), ExitCode::Usage);
  const auto out = args.get("out");
  if (out.empty())
    return fail(env, {"`compile` needs `--out DIR`", "`--out -` prints the body of one policy"}, ExitCode::Usage);
  if (args.has("policy") && out != "-") return fail(env, {"`--policy` goes with `--out -`", ""}, ExitCode::Usage);
  const auto root = driver::find_only_root(env, args.path(), "compile one at a time: name its folder");
  if (!root.ok()) return fail(env, root.error(), ExitCode::Usage);
  if (out == "-") return compile_one(args, root.value(), std::move(common).value(), env);
  return compile_folder(root.value(), common.value(), out, env);
}

}  // namespace

auto compile_command() -> Command {
  return {
      "compile",
      "[PATH] --out DIR",
      "write Intune policy JSON for every tenant",
      "DIR/TENANT/POLICY.json is the body for POST /deviceManagement/deviceConfigurations, or for\n"
      "/deviceManagement/configurationPolicies of a policy with `target: settingsCatalog`; POLICY.assignments.json\n"
      "is the body for its /assign, DIR/index.json lists them and names what is only known in the tenant. DIR is\n"
      "replaced as a whole, and only when nothing was found at or above --fail-on.",
      kOptions,
      0,
      1,
      run_compile};
}

}  // namespace pinwright::cli
