#include <fmt/format.h>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/edited_files.hpp"
#include "cli/report.hpp"
#include "cli/targets.hpp"
#include "diag/visible.hpp"
#include "driver/load.hpp"
#include "driver/paths.hpp"
#include "format/format.hpp"
#include "source/yaml_name.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {{"check", "", "write nothing; 1 when a file is laid out in another way"}, kJobsOption};

struct Count {
  std::size_t changed = 0;
  std::size_t unreadable = 0;
};

/// The YAML files of a workspace that are meant, as they are shown to people.
auto files_of(const driver::Loaded& loaded, const std::vector<std::string>& narrowing, const driver::Env& env)
    -> std::vector<source::FileId> {
  std::vector<source::FileId> files;
  for (std::uint32_t i = 0; i < loaded.sources.size(); ++i) {
    const auto path = loaded.sources.path({i});
    if (source::is_yaml_name(path) && is_meant(narrowing, path, env)) files.push_back({i});
  }
  return files;
}

auto format_one(std::string_view path, std::string_view text, bool writes, Count& count, driver::Env& env)
    -> base::Status {
  const auto formatted = format::format(text);
  if (!formatted) {
    ++count.unreadable;
    base::print(env.err, "{} is left alone: it is not YAML, `pinwright validate` says why\n", diag::visible(path));
    return base::Done{};
  }
  if (*formatted == text) return base::Done{};
  auto done = writes ? replace_unchanged(driver::absolute(env.working_folder, path), text, *formatted, env)
                     : base::Status(base::Done{});
  if (!done.ok()) return done;
  ++count.changed;
  base::print(env.out, "{}\n", diag::visible(path));
  return done;
}

auto run_fmt(const Args& args, driver::Env& env) -> ExitCode {
  const auto common = common_options(args, env);
  if (!common.ok()) return fail(env, common.error(), ExitCode::Usage);
  const auto targets = find_targets(args.positional(), env);
  if (!targets.ok()) return fail(env, targets.error(), ExitCode::Usage);
  const bool checks = args.has("check");
  Count count;
  for (const auto& [root, narrowing] : targets.value()) {
    const auto loaded = driver::load(env, root, common.value().jobs);
    for (const auto file : files_of(*loaded, narrowing, env)) {
      const auto done = format_one(loaded->sources.path(file), loaded->sources.text(file), !checks, count, env);
      if (!done.ok()) return fail(env, done.error(), ExitCode::Findings);
    }
  }
  const bool failed = count.unreadable > 0 || (checks && count.changed > 0);
  return failed ? ExitCode::Findings : ExitCode::Success;
}

}  // namespace

auto fmt_command() -> Command {
  return {
      "fmt",
      "[PATH…]",
      "format the files",
      "Prints the name of each file that changes. Comments, quotes and the order of keys stay; the file is read as\n"
      "the same values afterwards. Without PATH: the workspace of the working folder.",
      kOptions,
      0,
      4096,
      run_fmt};
}

}  // namespace pinwright::cli
