#include "cli/online/saved_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "base/limits.hpp"
#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/online/duration.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/online/outputs.hpp"
#include "cli/online/session.hpp"
#include "cli/views/outcome.hpp"
#include "diag/render.hpp"
#include "driver/online_sources.hpp"
#include "driver/paths.hpp"
#include "driver/unfinished_writes.hpp"
#include "plan/file/compare.hpp"

namespace pinwright::cli::online {

namespace {

using Findings = std::vector<diag::Diagnostic>;

constexpr std::size_t kPathsShown = 5;

auto read_plan(const std::string& path, driver::Env& env) -> base::Result<plan::SavedPlan> {
  const auto bytes = env.files.read(driver::absolute(env.working_folder, path), base::kPlanFileBytes);
  if (!bytes.ok()) return bytes.error();
  auto plan = plan::read_saved_plan(bytes.value());
  if (plan.ok()) return plan;
  return base::Error{fmt::format("`{}` is no plan that can be applied: {}", path, plan.error().message),
                     plan.error().help};
}

auto stale(std::string message) -> diag::Diagnostic {
  return diag::make(diag::Code::StalePlan, {}, std::move(message), "make a new plan, and review it");
}

/// What has to be the same word in the plan and now.
struct Fact {
  std::string_view name;
  std::string_view then, now;
};

auto facts_of(const plan::SavedPlan& plan, const Session& session) -> std::vector<Fact> {
  return {{"version of pinwright", plan.tool_version, PINWRIGHT_VERSION},
          {"edition of the catalogue", plan.catalogue, session.loaded->catalog.edition()},
          {"`--fail-on`", plan.fail_on, diag::name(session.common.fail_on)}};
}

/// Names of the plan have to be tenants of the files, each by its ID and cloud: none is passed over.
auto check_tenants(const plan::SavedPlan& plan, const Session& session, Findings& findings) -> void {
  for (const auto& tenant : plan.tenants) {
    const auto* ref = session.tenant(tenant.name);
    if (ref == nullptr || ref->broken) {
      findings.push_back(
          stale(fmt::format("the plan is for a tenant {}, which the files do not define", base::quoted(tenant.name))));
      continue;
    }
    const auto cloud = model::word(ref->value.cloud_or_default());
    if (base::equal_folded(tenant.tenant_id, ref->value.tenant_id.value) && tenant.cloud == cloud) continue;
    findings.push_back(stale(
        fmt::format("the plan knows the tenant {} as {} of the cloud {}, and the files as `{}` of {}", tenant.name,
                    base::quoted(tenant.tenant_id), base::quoted(tenant.cloud), ref->value.tenant_id.value, cloud)));
  }
}

/// `--rewrite-secrets` without a key.
auto all_policies() -> std::vector<std::string> { return {std::string(kWithoutValue)}; }

/// In seconds; nullopt: the plan does not say, or it is no time that `--replace-after` takes.
auto replace_after(const plan::SavedPlan& plan) -> std::optional<std::int64_t> {
  const auto seconds = base::to_int(plan.replace_after);
  return seconds && *seconds >= 0 && *seconds <= kLongestDuration ? seconds : std::nullopt;
}

/// Why the workspace and the program at hand are not those that the plan was made with.
auto staleness(const plan::SavedPlan& plan, const Session& session) -> Findings {
  const auto& workspace = session.loaded->workspace;
  if (plan.workspace != workspace.name.value) {
    return {stale(fmt::format("the plan is of the workspace {}, and this is `{}`", base::quoted(plan.workspace),
                              workspace.name.value))};
  }
  Findings findings;
  for (const auto& fact : facts_of(plan, session)) {
    if (fact.then != fact.now)
      findings.push_back(stale(fmt::format("the plan was made with the {} {}, and this is {}", fact.name,
                                           base::quoted(fact.then), base::quoted(fact.now))));
  }
  if (!plan.replace_after.empty() && !replace_after(plan))
    findings.push_back(stale(fmt::format("the plan says {} where a number of seconds up to ten years belongs",
                                         base::quoted(plan.replace_after))));
  if (plan.graph_api != workspace.graph_api) findings.push_back(stale("the plan is for another version of Graph"));
  const auto changed = driver::changed_sources(plan.sources, driver::hash_sources(*session.loaded));
  if (!changed.empty()) {
    findings.push_back(stale(fmt::format("{} changed since the plan was made: {}",
                                         changed.size() == 1 ? "a file" : base::counted(changed.size(), "file"),
                                         base::listed(changed, kPathsShown))));
  }
  check_tenants(plan, session, findings);
  const auto check_keys = [&](const std::vector<std::string>& keys, std::string_view what) {
    for (const auto& key : keys) {
      if (workspace.policies.find(key) == nullptr)
        findings.push_back(
            stale(fmt::format("the plan {} {}, which is no policy of the files", what, base::quoted(key))));
    }
  };
  const auto adoptable = adoptable_keys(workspace);
  for (const auto& key : plan.adopt) {
    if (!adoptable.contains(key))
      findings.push_back(stale(fmt::format("the plan takes over {}, which the files do not make", base::quoted(key))));
  }
  check_keys(plan.replace, "replaces");
  check_keys(plan.replace_now, "replaces");
  if (plan.rewrite_secrets != all_policies()) check_keys(plan.rewrite_secrets, "sends again the secrets of");
  return findings;
}

auto refuse(const Findings& findings, const Session& session, driver::Env& env) -> ExitCode {
  diag::render_text(env.err, {findings, session.loaded->sources, {}, session.common.color, true, false});
  return fail(env, {"refused, and nothing was written: the plan is stale", ""}, ExitCode::Stale);
}

/// The part of a plan that `--tenant` takes; the session then has the same tenants. An Error is wrong usage.
auto narrow(plan::SavedPlan& plan, Session& session) -> base::Status {
  std::erase_if(plan.tenants, [&](const plan::SavedTenant& tenant) {
    return !session.common.tenants.takes(*session.tenant(tenant.name));
  });
  if (plan.tenants.empty()) return base::Error{"`--tenant` names no tenant of the plan", {}};
  session.common.tenants.terms.clear();
  for (const auto& tenant : plan.tenants) session.common.tenants.terms.push_back(tenant.name);
  session.adopt = {plan.adopt.begin(), plan.adopt.end()};
  session.replace.allowed = {plan.replace.begin(), plan.replace.end()};
  session.replace.now = {plan.replace_now.begin(), plan.replace_now.end()};
  session.replace.after = replace_after(plan).value_or(session.replace.after);
  session.rewrite = {plan.rewrite_secrets == all_policies(),
                     {plan.rewrite_secrets.begin(), plan.rewrite_secrets.end()}};
  return base::Done{};
}

auto writes_nothing(const plan::SavedPlan& plan) -> bool {
  return std::all_of(plan.tenants.begin(), plan.tenants.end(),
                     [](const plan::SavedTenant& tenant) { return tenant.writes.empty() && !tenant.left_out; });
}

/// Whatever the tenants hold by now: nothing was reviewed that could be written.
auto end_without_changes(const plan::SavedPlan& saved, const Session& session, driver::Env& env) -> ExitCode {
  plan::Plan plan;
  plan.workspace = saved.workspace;
  const auto text = [&](std::ostream& out, const views::Screen& /*screen*/) {
    if (!session.common.quiet) base::print(out, "this plan has no changes\n");
  };
  const auto json = [&] { return views::outcome_json({}, plan, {}, session.loaded->sources); };
  Forms forms{text, json};
  forms.title = "this plan has no changes";
  const auto shown = write_outputs(session.common, forms, session.loaded->sources, env);
  return shown.ok() ? ExitCode::Success : fail(env, shown.error(), ExitCode::Findings);
}

template <class Tenant>
auto by_name(const std::vector<Tenant>& tenants) -> std::map<std::string_view, const Tenant*> {
  std::map<std::string_view, const Tenant*> map;
  for (const auto& tenant : tenants) map.emplace(tenant.name, &tenant);
  return map;
}

/// Of a tenant that the plan writes to and in which something is wrong now, that is said, and not what it changes.
auto problems_now(const plan::SavedPlan& saved, const plan::Plan& plan, const Session& session) -> plan::Plan {
  plan::Plan problems;
  const auto planned = by_name(plan.tenants);
  for (const auto& tenant : saved.tenants) {
    const auto found = planned.find(tenant.name);
    if (tenant.left_out || found == planned.end()) continue;
    if (!is_left_out(*found->second, session.common.fail_on)) continue;
    problems.tenants.push_back(*found->second);
    problems.tenants.back().changes.clear();
  }
  return problems;
}

auto differences(const plan::SavedPlan& saved, const plan::SavedPlan& now, const driver::ProgressOf& progress_of)
    -> Findings {
  Findings findings;
  const auto planned = by_name(now.tenants);
  for (const auto& tenant : saved.tenants) {
    const auto found = planned.find(tenant.name);
    if (found == planned.end()) {
      findings.push_back(stale(fmt::format("the tenant {} is not planned any more", base::quoted(tenant.name))));
      continue;
    }
    auto some = plan::differences(tenant, *found->second, progress_of(tenant.tenant_id));
    findings.insert(findings.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  return findings;
}

}  // namespace

auto saved_plan_of(const plan::Plan& plan, const Session& session) -> plan::SavedPlan {
  plan::SavedPlan saved;
  saved.workspace = plan.workspace;
  saved.created_at = plan.created_at;
  saved.tool_version = plan.tool_version;
  saved.catalogue = session.loaded->catalog.edition();
  saved.fail_on = diag::name(session.common.fail_on);
  saved.adopt = {session.adopt.begin(), session.adopt.end()};
  saved.replace = {session.replace.allowed.begin(), session.replace.allowed.end()};
  saved.replace_now = {session.replace.now.begin(), session.replace.now.end()};
  saved.replace_after = std::to_string(session.replace.after);
  saved.rewrite_secrets = {session.rewrite.keys.begin(), session.rewrite.keys.end()};
  if (session.rewrite.all) saved.rewrite_secrets = all_policies();
  saved.graph_api = plan.graph_api;
  saved.sources = plan.sources;
  for (const auto& tenant : plan.tenants) {
    saved.tenants.push_back(plan::saved_tenant(tenant, is_left_out(tenant, session.common.fail_on)));
  }
  return saved;
}

auto apply_saved_plan(const Args& args, const std::string& path, const ApplyPlanOptions& options, driver::Env& env)
    -> ExitCode {
  auto read = read_plan(path, env);
  if (!read.ok()) return fail(env, read.error(), ExitCode::Stale);
  auto& saved = read.value();
  for (const auto* option : {"adopt", "replace", "replace-after", "replace-now", "rewrite-secrets"}) {
    if (args.has(option))
      return fail(env, {fmt::format("`--{}` goes with the plan, not with its apply", option), "plan again with it"},
                  ExitCode::Usage);
  }
  auto begun = begin_unchecked(args, env, args.get("workspace"));
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  auto& session = std::get<Session>(begun);
  if (const auto findings = staleness(saved, session); !findings.empty()) return refuse(findings, session, env);
  if (writes_nothing(saved)) return end_without_changes(saved, session, env);
  if (const auto narrowed = narrow(saved, session); !narrowed.ok()) return fail(env, narrowed.error(), ExitCode::Usage);
  if (const auto code = stopped_by_checks(session, env)) return *code;
  KeptConnections connections(session);
  const auto plan = make_plan(session, env, [&](const plan::TenantPlan& tenant, std::unique_ptr<plan::Tenant> used) {
    connections.keep(tenant, std::move(used));
  });
  if (const auto problems = problems_now(saved, plan, session); !problems.tenants.empty()) {
    show_intention(problems, session, options.undoes, env);
    const auto code = plan_exit(problems.tenants, session.common.fail_on, false);
    // The plan had no such problem: that alone is a difference.
    return fail(env, {"refused, and nothing was written: these problems are new since the plan was made", ""},
                code == ExitCode::Findings ? ExitCode::Stale : code);
  }
  const auto progress = driver::progress_since(env, *session.loaded, saved.created_at);
  const auto findings = differences(saved, saved_plan_of(plan, session), progress);
  if (!findings.empty()) return refuse(findings, session, env);
  return apply_plan(plan, session, connections, options, env);
}

}  // namespace pinwright::cli::online
