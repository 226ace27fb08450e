#include "cli/conversion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/print.hpp"
#include "base/text.hpp"
#include "diag/visible.hpp"
#include "driver/paths.hpp"
#include "fix/retarget.hpp"
#include "fix/split.hpp"
#include "model/select.hpp"

namespace pinwright::cli {

namespace {

constexpr auto kTarget = object::Target::SettingsCatalog;
constexpr std::size_t kSettingsShown = 5;

auto text_of(const std::map<std::string, lower::Misfit>& misfits) -> std::string {
  std::vector<std::string> texts;
  texts.reserve(misfits.size());
  for (const auto& [uri, misfit] : misfits) texts.push_back(fmt::format("{} ({})", base::quoted(uri), misfit.reason));
  return base::listed(texts, kSettingsShown);
}

auto not_the_same(const std::string& key) -> base::Error {
  return {fmt::format("the policy `{}` would not be the same after it", key),
          "write `target: settingsCatalog` into it by hand, and tell us"};
}

}  // namespace

auto Conversion::Look::errors() const -> std::size_t {
  const auto& findings = checked.loaded->sink.diagnostics();
  return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [](const auto& one) {
    return one.severity == diag::Severity::Error && !one.waived;
  }));
}

auto Conversion::look_at(const std::string& root, const Common& common, driver::Env& env) -> Look {
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

Conversion::Conversion(const std::string& root, const Common& common, driver::Env& env)
    : root_(root), common_(common), env_(env), overlay_(env.files), before_(look_at(root, common, env)) {
  in_some_ = !common.tenants.takes_all();
}

auto Conversion::check(const Args& args) -> base::Status {
  if (auto filter = check_tenant_filter(common_.tenants, workspace()); !filter.ok()) return filter.error();
  auto wanted = policy_keys(args, workspace(), "policy");
  if (!wanted.ok()) return wanted.error();
  wanted_ = std::move(wanted).value();
  splits_ = args.has("split");
  if (splits_ && in_some_)
    return base::Error{"`--split` makes two policies of one in every tenant",
                       "leave out `--tenant` and `--exclude-tenant`"};
  return base::Done{};
}

auto Conversion::run() -> base::Status {
  if (workspace().graph_api == object::GraphApi::V1)
    return base::Error{"Microsoft Graph v1.0 has no settings catalog", "leave `graphApi` out, and convert again"};
  // A node that is only misspelled would be split off.
  if (splits_ && before_.errors() > 0)
    return base::Error{"the files have errors, and a setting that is wrong has no definition",
                       "correct what `validate` says, and convert again"};
  for (const auto& policy : workspace().policies.all()) {
    const bool is_wanted = wanted_.empty() || wanted_.contains(policy.name.value);
    if (!policy.broken && is_wanted) judge(policy);
  }
  for (const auto& [file, edits] : selection_.edits()) {
    overlay_.put(driver::absolute(env_.working_folder, sources().path(file)), sources().text(file),
                 fix::edited(sources().text(file), edits));
  }
  return verified();
}

auto Conversion::list(std::ostream& out) const -> void {
  for (const auto& [key, tenants] : converted_) {
    const auto split = split_off_.find(key);
    const auto where = in_some_ ? fmt::format(" in {}", base::joined(tenants, ", ")) : std::string();
    const auto rest = split == split_off_.end()
                          ? std::string()
                          : fmt::format("; `{}` has the settings that stay custom", split->second);
    base::print(out, "{}: settingsCatalog{}\n", diag::visible(key), diag::visible(where + rest));
  }
  for (const auto& [key, why] : stays_)
    base::print(out, "{} stays custom: {}\n", diag::visible(key), diag::visible(why));
  if (converted_.empty() && stays_.empty()) out << "nothing to convert: no policy is custom\n";
}

auto Conversion::is_taken(const std::string& tenant) const -> bool {
  const auto* found = workspace().tenants.find(tenant);
  return found != nullptr && common_.tenants.takes(*found);
}

auto Conversion::judge(PolicyRef policy) -> void {
  const auto found = before_.policies.find(policy.name.value);
  if (found == before_.policies.end()) return stay(policy, "no tenant gets it, so nobody knows what it sets");
  Tenants tenants;
  Misfits misfits;
  for (const auto& [tenant, standing] : found->second) {
    if (standing.target == kTarget || !is_taken(tenant)) continue;
    tenants.push_back(tenant);
    misfits.insert(standing.misfits.begin(), standing.misfits.end());
  }
  if (tenants.empty()) return;
  if (misfits.empty()) return convert(policy, std::move(tenants));
  if (splits_) return split(policy, std::move(tenants), misfits);
  stay(policy, text_of(misfits));
}

auto Conversion::convert(PolicyRef policy, Tenants tenants) -> void {
  const auto& own = policy.value.target ? policy.value.target : workspace().policy_defaults.target;
  const bool is_overridden = own && own->value == kTarget;
  if (!in_some_ && is_overridden)
    return stay(policy, fmt::format("an override says so for {}", base::joined(tenants, ", ")));
  const auto fix = in_some_ ? fix::override_target(policy.value, kTarget, tenants, sources())
                            : fix::set_target(policy.value, kTarget, sources());
  if (!fix || !selection_.take(*fix)) return stay(policy, "it is no mapping of its own in the files");
  converted_.emplace(policy.name.value, std::move(tenants));
}

auto Conversion::split(PolicyRef policy, Tenants tenants, const Misfits& misfits) -> void {
  std::set<source::Span> moved;
  for (const auto& [uri, misfit] : misfits) moved.insert(misfit.span);
  auto key = free_key(policy.name.value);
  const auto fix = fix::split_policy(policy, kTarget, {moved.begin(), moved.end()}, key, sources());
  if (!fix.ok()) return stay(policy, fmt::format("{}, and {}", text_of(misfits), fix.error().message));
  if (!selection_.take(fix.value())) return stay(policy, "it is no mapping of its own in the files");
  converted_.emplace(policy.name.value, std::move(tenants));
  split_off_.emplace(policy.name.value, std::move(key));
}

auto Conversion::free_key(const std::string& key) const -> std::string {
  const auto is_free = [&](const std::string& text) {
    return workspace().policies.find(text) == nullptr &&
           std::none_of(split_off_.begin(), split_off_.end(), [&](const auto& one) { return one.second == text; });
  };
  auto text = key + "-custom";
  for (int number = 2; !is_free(text); ++number) text = fmt::format("{}-custom-{}", key, number);
  return text;
}

auto Conversion::verified() -> base::Status {
  if (converted_.empty()) return base::Done{};
  auto aside = env_.with_files(overlay_);
  const auto after = look_at(root_, common_, aside);
  if (after.errors() > before_.errors())
    return base::Error{"the files would have errors that they do not have now", "correct what `validate` says first"};
  if (after.policies.size() != before_.policies.size() + split_off_.size())
    return not_the_same(converted_.begin()->first);
  for (const auto& [key, tenants] : before_.policies) {
    const auto found = after.policies.find(key);
    if (found == after.policies.end() || found->second.size() != tenants.size()) return not_the_same(key);
    for (const auto& [tenant, standing] : tenants) {
      const auto now = standing_after(after, key, tenant);
      const bool is_same = now && now->essence == standing.essence;
      if (!is_same || now->target != target_after(key, tenant, standing.target)) return not_the_same(key);
    }
  }
  return base::Done{};
}

auto Conversion::standing_after(const Look& after, const std::string& key, const std::string& tenant) const
    -> std::optional<Standing> {
  const auto in_tenant = [&](const std::string& policy) -> const Standing* {
    const auto found = after.policies.find(policy);
    if (found == after.policies.end()) return nullptr;
    const auto standing = found->second.find(tenant);
    return standing == found->second.end() ? nullptr : &standing->second;
  };
  const auto* own = in_tenant(key);
  if (own == nullptr) return std::nullopt;
  auto standing = *own;
  const auto split = split_off_.find(key);
  if (split == split_off_.end()) return standing;
  const auto* rest = in_tenant(split->second);
  if (rest == nullptr || rest->target == kTarget) return std::nullopt;
  const auto middle = static_cast<std::ptrdiff_t>(standing.essence.size());
  standing.essence.insert(standing.essence.end(), rest->essence.begin(), rest->essence.end());
  std::inplace_merge(standing.essence.begin(), standing.essence.begin() + middle, standing.essence.end());
  return standing;
}

auto Conversion::target_after(const std::string& key, const std::string& tenant, object::Target before) const
    -> object::Target {
  const auto found = converted_.find(key);
  if (found == converted_.end()) return before;
  const auto& tenants = found->second;
  // An override that says `custom` goes on to hold.
  const bool is_one = std::find(tenants.begin(), tenants.end(), tenant) != tenants.end();
  return is_one && !keeps_override(key, tenant) ? kTarget : before;
}

/// Without `--tenant`: an override of the policy has the last word in this tenant.
auto Conversion::keeps_override(const std::string& key, const std::string& tenant) const -> bool {
  if (in_some_) return false;
  const auto* policy = workspace().policies.find(key);
  const auto* of = workspace().tenants.find(tenant);
  if (policy == nullptr || of == nullptr) return false;
  const auto& overrides = policy->value.overrides;
  return std::any_of(overrides.begin(), overrides.end(),
                     [&](const model::Override& one) { return one.target && model::selects(one.tenants, *of); });
}

}  // namespace pinwright::cli
