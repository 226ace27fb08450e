#include <string>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/conversion.hpp"
#include "cli/edited_files.hpp"
#include "cli/report.hpp"
#include "driver/find_files.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {{"policy", "KEY", "only these policies", true},
                               {"tenant", "NAME|LABEL=VALUE",
                                "in these tenants alone: writes an override, and leaves the policy's own target", true},
                               kExcludeTenantOption,
                               {"split", "", "give settings that have no definition to a custom policy of their own"},
                               {"dry-run", "", "print what would change, and write nothing"},
                               kQuietOption,
                               kJobsOption};

auto run_convert(const Args& args, driver::Env& env) -> ExitCode {
  const auto common = common_options(args, env);
  if (!common.ok()) return fail(env, common.error(), ExitCode::Usage);
  const auto roots = driver::find_roots(env, args.path());
  if (!roots.ok()) return fail(env, roots.error(), ExitCode::Usage);
  std::vector<std::string> written;
  for (const auto& root : roots.value()) {
    Conversion conversion(root, common.value(), env);
    if (const auto checked = conversion.check(args); !checked.ok()) return fail(env, checked.error(), ExitCode::Usage);
    auto done = conversion.run();
    const bool is_dry = args.has("dry-run");
    if (done.ok()) {
      done = is_dry ? show_edits(conversion.changed(), env) : write_edits(conversion.changed(), env, written);
    }
    if (!done.ok()) return fail(env, stopped_writing(done.error(), written), ExitCode::Findings);
    if (!common.value().quiet) conversion.list(is_dry ? env.err : env.out);
  }
  return ExitCode::Success;
}

}  // namespace

auto convert_command() -> Command {
  return {
      "convert",
      "[PATH]",
      "move policies to the settings catalog",
      "Writes `target: settingsCatalog` into each custom policy all of whose nodes have a definition there, and says\n"
      "which stay and why; with `--split`, a policy only some of whose nodes have one becomes two. Comments stay; the\n"
      "same nodes are set to the same values afterwards. The next apply makes the new policies beside the old ones:\n"
      "docs/which-target.md.",
      kOptions,
      0,
      1,
      run_convert};
}

}  // namespace pinwright::cli
