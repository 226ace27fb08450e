#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/edited_files.hpp"
#include "cli/report.hpp"
#include "diag/visible.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"
#include "fix/edits.hpp"
#include "fix/overlay.hpp"
#include "fix/retarget.hpp"
#include "lower/carried.hpp"
#include "model/select.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {{"policy", "KEY", "only these policies", true},
                               {"tenant", "NAME|LABEL=VALUE",
                                "in these tenants alone: writes an override, and leaves the policy's own target", true},
                               kExcludeTenantOption,
                               {"dry-run", "", "print what would change, and write nothing"},
                               kQuietOption,
                               kJobsOption};

constexpr auto kTarget = object::Target::SettingsCatalog;
constexpr std::size_t kSettingsShown = 5;

/// A policy as one tenant gets it.
struct Standing {
  object::Target target = object::Target::Custom;
  std::map<std::string, std::string> misfits;  ///< OMA-URI: why the settings catalog cannot carry it
  std::string essence;                         ///< what it sets, whatever its target is
};

/// What the files say: by policy, then by tenant.
struct Look {
  Checked checked;
  std::map<std::string, std::map<std::string, Standing>, std::less<>> policies;

  [[nodiscard]] auto errors() const -> std::size_t {
    const auto& findings = checked.loaded->sink.diagnostics();
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [](const auto& one) {
      return one.severity == diag::Severity::Error && !one.waived;
    }));
  }
};

auto look_at(const std::string& root, const Common& common, driver::Env& env) -> Look {
  Look look;
  auto& loaded = look.checked.loaded;
  loaded = driver::load(env, root, common.jobs);
  std::vector<lower::Deployment> deployments(loaded->workspace.tenants.all().size());
  driver::AnalyseOptions options{.jobs = common.jobs};
  options.per_tenant = [&](std::size_t index, lower::Deployment&& deployment, const diag::Sink&) {
    deployments[index] = std::move(deployment);
  };
  look.checked.tenants = driver::analyse(env, *loaded, options);
  for (const auto& deployment : deployments) {
    for (const auto& policy : deployment.policies) {
      auto& standing = look.policies[std::string(policy.name())][deployment.tenant->name.value];
      standing = {policy.target, lower::misfits(policy, kTarget), lower::essence(policy)};
    }
  }
  return look;
}

class Conversion {
 public:
  Conversion(const std::string& root, const Common& common, driver::Env& env)
      : root_(root), common_(common), env_(env), overlay_(env.files), before_(look_at(root, common, env)) {
    in_some_ = !common.tenants.takes_all();
  }

  /// An Error is wrong usage.
  auto check(const Args& args) -> base::Status {
    const auto& workspace = before_.checked.loaded->workspace;
    if (auto filter = check_tenant_filter(common_.tenants, workspace); !filter.ok()) return filter.error();
    auto wanted = policy_keys(args, workspace, "policy");
    if (!wanted.ok()) return wanted.error();
    wanted_ = std::move(wanted).value();
    return base::Done{};
  }

  /// The files with their new targets. An Error: they would not say what they say now, and nothing is to be written.
  auto run() -> base::Status {
    const auto& loaded = *before_.checked.loaded;
    if (loaded.workspace.graph_api == object::GraphApi::V1)
      return base::Error{"Microsoft Graph v1.0 has no settings catalog", "leave `graphApi` out, and convert again"};
    for (const auto& policy : loaded.workspace.policies.all()) {
      const bool is_wanted = wanted_.empty() || wanted_.contains(policy.name.value);
      if (!policy.broken && is_wanted) judge(policy);
    }
    for (const auto& [file, edits] : selection_.edits()) {
      overlay_.put(driver::absolute(env_.working_folder, loaded.sources.path(file)),
                   fix::edited(loaded.sources.text(file), edits));
    }
    return verified();
  }

  [[nodiscard]] auto changed() const -> const EditedFiles& { return overlay_.files(); }

  auto list(std::ostream& out) const -> void {
    for (const auto& [key, tenants] : converted_) {
      const auto where = in_some_ ? fmt::format(" in {}", base::joined(tenants, ", ")) : std::string();
      fmt::print(out, "{}: settingsCatalog{}\n", diag::visible(key), diag::visible(where));
    }
    for (const auto& [key, why] : stays_)
      fmt::print(out, "{} stays custom: {}\n", diag::visible(key), diag::visible(why));
    if (converted_.empty() && stays_.empty()) out << "nothing to convert: no policy is custom\n";
  }

 private:
  using PolicyRef = const model::Named<model::Policy>&;

  [[nodiscard]] auto is_taken(const std::string& tenant) const -> bool {
    const auto* found = before_.checked.loaded->workspace.tenants.find(tenant);
    return found != nullptr && common_.tenants.takes(*found);
  }

  auto stay(PolicyRef policy, std::string why) -> void { stays_.emplace_back(policy.name.value, std::move(why)); }

  auto judge(PolicyRef policy) -> void {
    const auto found = before_.policies.find(policy.name.value);
    if (found == before_.policies.end()) return stay(policy, "no tenant gets it, so nobody knows what it sets");
    std::vector<std::string> tenants;
    std::map<std::string, std::string> misfits;
    for (const auto& [tenant, standing] : found->second) {
      if (standing.target == kTarget || !is_taken(tenant)) continue;
      tenants.push_back(tenant);
      misfits.insert(standing.misfits.begin(), standing.misfits.end());
    }
    if (tenants.empty()) return;
    if (!misfits.empty()) return stay(policy, text_of(misfits));
    convert(policy, std::move(tenants));
  }

  static auto text_of(const std::map<std::string, std::string>& misfits) -> std::string {
    std::vector<std::string> texts;
    texts.reserve(misfits.size());
    for (const auto& [uri, why] : misfits) texts.push_back(fmt::format("{} ({})", base::quoted(uri), why));
    return base::listed(texts, kSettingsShown);
  }

  auto convert(PolicyRef policy, std::vector<std::string> tenants) -> void {
    const auto& loaded = *before_.checked.loaded;
    const auto& own = policy.value.target ? policy.value.target : loaded.workspace.policy_defaults.target;
    const bool is_overridden = own && own->value == kTarget;
    if (!in_some_ && is_overridden)
      return stay(policy, fmt::format("an override says so for {}", base::joined(tenants, ", ")));
    const auto fix = in_some_ ? fix::override_target(policy.value, kTarget, tenants, loaded.sources)
                              : fix::set_target(policy.value, kTarget, loaded.sources);
    if (!fix || !selection_.take(*fix)) return stay(policy, "it is no mapping of its own in the files");
    converted_.emplace(policy.name.value, std::move(tenants));
  }

  /// Everything that a tenant gets sets what it set before, and nothing but what was converted has another target.
  auto verified() -> base::Status {
    if (converted_.empty()) return base::Done{};
    driver::Env aside{overlay_, env_.out, env_.err, env_.working_folder, env_.variable, env_.clock, env_.random};
    const auto after = look_at(root_, common_, aside);
    if (after.errors() > before_.errors())
      return base::Error{"the files would have errors that they do not have now", "correct what `validate` says first"};
    for (const auto& [key, tenants] : before_.policies) {
      const auto found = after.policies.find(key);
      if (found == after.policies.end() || found->second.size() != tenants.size()) return not_the_same(key);
      for (const auto& [tenant, standing] : tenants) {
        const auto now = found->second.find(tenant);
        if (now == found->second.end() || now->second.essence != standing.essence) return not_the_same(key);
        if (now->second.target != target_after(key, tenant, standing.target)) return not_the_same(key);
      }
    }
    return base::Done{};
  }

  [[nodiscard]] auto target_after(const std::string& key, const std::string& tenant, object::Target before) const
      -> object::Target {
    const auto found = converted_.find(key);
    if (found == converted_.end()) return before;
    const auto& tenants = found->second;
    // An override that says `custom` goes on to hold.
    const bool is_one = std::find(tenants.begin(), tenants.end(), tenant) != tenants.end();
    return is_one && !keeps_override(key, tenant) ? kTarget : before;
  }

  /// Without `--tenant`: an override of the policy has the last word in this tenant.
  [[nodiscard]] auto keeps_override(const std::string& key, const std::string& tenant) const -> bool {
    if (in_some_) return false;
    const auto& workspace = before_.checked.loaded->workspace;
    const auto* policy = workspace.policies.find(key);
    const auto* of = workspace.tenants.find(tenant);
    if (policy == nullptr || of == nullptr) return false;
    const auto& overrides = policy->value.overrides;
    return std::any_of(overrides.begin(), overrides.end(),
                       [&](const model::Override& one) { return one.target && model::selects(one.tenants, *of); });
  }

  static auto not_the_same(const std::string& key) -> base::Error {
    return {fmt::format("the policy `{}` would not be the same after it", key),
            "write `target: settingsCatalog` into it by hand, and tell us"};
  }

  const std::string& root_;
  const Common& common_;
  driver::Env& env_;
  fix::Overlay overlay_;
  Look before_;
  std::set<std::string> wanted_;
  bool in_some_ = false;
  fix::Selection selection_;
  std::map<std::string, std::vector<std::string>> converted_;  // with the tenants in which it was custom
  std::vector<std::pair<std::string, std::string>> stays_;
};

auto run_convert(const Args& args, driver::Env& env) -> ExitCode {
  const auto common = common_options(args, env);
  if (!common.ok()) return fail(env, common.error(), ExitCode::Usage);
  const auto roots = driver::find_roots(env, args.positional().empty() ? "." : args.positional().front());
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
      "which stay and why. Comments stay; the policies set the same nodes to the same values afterwards. The next "
      "apply\n"
      "makes the new policies beside the old ones: docs/which-target.md.",
      kOptions,
      0,
      1,
      run_convert};
}

}  // namespace pinwright::cli
