#include <fmt/format.h>

#include <memory>
#include <set>
#include <utility>

#include "base/nearest.hpp"
#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/edited_files.hpp"
#include "cli/report.hpp"
#include "cli/targets.hpp"
#include "driver/paths.hpp"
#include "fix/overlay.hpp"
#include "fix/round.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {{"diff", "", "print what would change, and write nothing"},
                               {"only", "SLUG", "only the fixes of these findings", true},
                               kFailOnOption,
                               kColorOption,
                               kQuietOption,
                               kVerboseOption,
                               kJobsOption};

/// A fix can bring another to light; more rounds than this would be fixes that undo each other.
constexpr int kMostRounds = 20;

auto parse_only(const Args& args) -> base::Result<std::set<diag::Code>> {
  std::set<diag::Code> codes;
  for (const auto& word : args.all("only")) {
    const auto code = diag::find_code(word);
    if (code) {
      codes.insert(*code);
      continue;
    }
    std::vector<std::string_view> slugs;
    for (const auto& row : diag::all_codes()) slugs.push_back(row.slug);
    const auto near = base::nearest(word, slugs);
    return base::Error{fmt::format("there is no finding {}", base::quoted(word)),
                       near ? fmt::format("did you mean `{}`?", *near) : "`pinwright explain` lists them"};
  }
  return codes;
}

/// One workspace on its way: files change in the overlay until no fix is left.
class Run {
 public:
  Run(const std::string& root, const std::vector<std::string>& narrowing, const std::set<diag::Code>& only,
      const Common& common, driver::Env& env)
      : root_(root), narrowing_(narrowing), only_(only), common_(common), env_(env), overlay_(env.files) {
    look();
    for (int round = 0; round < kMostRounds && make_round(); ++round) look();
  }

  [[nodiscard]] auto changed() const -> const EditedFiles& { return overlay_.files(); }
  [[nodiscard]] auto made() const -> std::size_t { return made_; }
  auto take_checked() -> Checked { return std::move(checked_); }

 private:
  auto look() -> void {
    auto aside = env_.with_files(overlay_);
    checked_.loaded = driver::load(aside, root_, common_.jobs);
    checked_.tenants = driver::analyse(aside, *checked_.loaded, {.jobs = common_.jobs});
    narrow(*checked_.loaded, narrowing_, env_);
  }

  auto make_round() -> bool {
    const auto& loaded = *checked_.loaded;
    const auto wanted = [&](const diag::Diagnostic& finding) {
      return !finding.waived && (only_.empty() || only_.contains(finding.code));
    };
    auto round = fix::make_round(loaded.sink.diagnostics(), loaded.sources, wanted, refused_);
    made_ += round.made;
    for (auto& [file, bytes] : round.files) {
      overlay_.put(driver::absolute(env_.working_folder, loaded.sources.path(file)), loaded.sources.text(file),
                   std::move(bytes));
    }
    return round.made > 0;
  }

  const std::string& root_;
  const std::vector<std::string>& narrowing_;
  const std::set<diag::Code>& only_;
  const Common& common_;
  driver::Env& env_;
  fix::Overlay overlay_;
  fix::Refused refused_;
  Checked checked_;
  std::size_t made_ = 0;
};

auto run_fix(const Args& args, driver::Env& env) -> ExitCode {
  const auto common = common_options(args, env);
  if (!common.ok()) return fail(env, common.error(), ExitCode::Usage);
  const auto only = parse_only(args);
  if (!only.ok()) return fail(env, only.error(), ExitCode::Usage);
  const auto targets = find_targets(args.positional(), env);
  if (!targets.ok()) return fail(env, targets.error(), ExitCode::Usage);
  std::vector<Checked> checked;
  std::size_t made = 0;
  std::vector<std::string> written;
  for (const auto& [root, narrowing] : targets.value()) {
    Run run(root, narrowing, only.value(), common.value(), env);
    const auto done = args.has("diff") ? show_edits(run.changed(), env) : write_edits(run.changed(), env, written);
    if (!done.ok()) return fail(env, stopped_writing(done.error(), written), ExitCode::Findings);
    made += run.made();
    checked.push_back(run.take_checked());
  }
  if (args.has("diff")) return ExitCode::Success;
  if (!common.value().quiet) {
    base::print(env.err, "{} in {}\n", base::counted(made, "fix"), base::counted(written.size(), "file"));
  }
  const auto rendered = render(checked, common.value(), env);
  if (!rendered.ok()) return fail(env, rendered.error(), ExitCode::Findings);
  return exit_code(checked, common.value().fail_on);
}

}  // namespace

auto fix_command() -> Command {
  return {
      "fix",
      "[PATH…]",
      "make the repairs that findings offer",
      "Makes them all, then those that come to light, and validates. A repair after which a file would not be YAML\n"
      "is left out. Without PATH: the workspace of the working folder.",
      kOptions,
      0,
      4096,
      run_fix};
}

}  // namespace pinwright::cli
