#include <fmt/format.h>

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "base/limits.hpp"
#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/online/commands.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/online/outputs.hpp"
#include "cli/online/saved_plan.hpp"
#include "cli/online/session.hpp"
#include "diag/visible.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli::online {

namespace {

/// Variables whose values a saved plan needs again.
auto secrets_of(const plan::Plan& plan) -> std::vector<std::string> {
  std::set<std::string> names;
  for (const auto& tenant : plan.tenants) {
    for (const auto& change : tenant.changes) {
      if (!change.after || change.action == plan::Action::NoOp) continue;
      const auto* policy = std::get_if<object::Policy>(&*change.after);
      for (std::size_t i = 0; policy != nullptr && i < policy->settings.size(); ++i) {
        names.insert(policy->settings[i].secrets.begin(), policy->settings[i].secrets.end());
      }
    }
  }
  return {names.begin(), names.end()};
}

auto tell_notes(const driver::TenantCaches& caches, const Session& session, driver::Env& env) -> void {
  if (session.common.quiet) return;
  for (const auto& note : caches.notes()) base::print(env.err, "note: {}\n", diag::visible(note));
}

auto save(const plan::Plan& plan, const std::string& path, const Session& session, driver::Env& env) -> base::Status {
  const auto bytes = plan::to_json(saved_plan_of(plan, session));
  if (bytes.size() > base::kPlanFileBytes) {
    return base::Error{
        fmt::format("the plan is larger than {} MiB, and could not be read again", base::kPlanFileBytes / base::kMiB),
        "save it for fewer tenants at a time: `--tenant`"};
  }
  auto saved = env.files.replace_privately(driver::absolute(env.working_folder, path), bytes);
  if (!saved.ok() || session.common.quiet) return saved;
  base::print(env.err, "saved: `pinwright apply {}{}` does exactly this, or refuses\n", diag::visible(path),
              diag::visible(workspace_option(session, env)));
  const auto secrets = secrets_of(plan);
  if (!secrets.empty()) {
    base::print(env.err, "secrets are not saved: apply reads {} from the environment again\n",
                base::joined(secrets, ", "));
  }
  return saved;
}

/// Values that are known from earlier plans are not read again. Whoever cannot choose the tenants, or where to sign in,
/// cannot choose what is known of them: with `--auth-file` nothing is. A sandbox costs nothing.
auto choose_masks(const Args& args, Session& session, driver::Env& env) -> base::Status {
  if (args.has("refresh") && args.has("assume-unchanged"))
    return base::Error{"`--refresh` and `--assume-unchanged` exclude each other", {}};
  if (args.has("assume-unchanged")) {
    session.masks = plan::ReadMasks::Never;
    return base::Done{};
  }
  if (session.auth_file != nullptr || args.has("sandbox")) return base::Done{};
  auto caches =
      std::make_unique<driver::TenantCaches>(env, session.loaded->root, session.loaded->catalog.definitions_digest());
  if (!caches->is_usable()) {
    tell_notes(*caches, session, env);
    return base::Done{};
  }
  session.caches = std::move(caches);
  if (!args.has("refresh")) session.masks = plan::ReadMasks::UnlessCached;
  return base::Done{};
}

/// What was not read.
auto tell_cache(const plan::Plan& plan, const Session& session, driver::Env& env) -> void {
  if (session.caches == nullptr) return;
  tell_notes(*session.caches, session, env);
  std::size_t values = 0;
  for (const auto& tenant : plan.tenants) values += tenant.cached_values;
  if (values == 0 || session.common.quiet) return;
  base::print(env.err, "note: {} from the cache of {}: `--refresh` reads what is there now\n",
              base::counted(values, "encrypted value"), session.caches->time());
}

/// Which tenants want the approval of another administrator for what the plan writes; where that cannot be read,
/// nothing is said.
class ApprovalNotes {
 public:
  /// From any thread.
  auto ask(const plan::TenantPlan& plan, plan::Tenant& tenant) -> void {
    if (plan.unusable || !plan.has_changes()) return;
    const auto may_be_asked = tenant.approvals().may_be_asked_for();
    if (!may_be_asked.ok() || !may_be_asked.value()) return;
    const std::lock_guard lock(mutex_);
    names_.insert(plan.name);
  }
  auto tell(driver::Env& env) const -> void {
    for (const auto& name : names_) {
      base::print(env.err,
                  "note: tenant {} has an access policy of Multi Admin Approval: writes may wait for another "
                  "administrator\n  = help: `apply --justification TEXT`\n",
                  diag::visible(name));
    }
  }

 private:
  std::mutex mutex_;
  std::set<std::string> names_;
};

}  // namespace

auto run_plan(const Args& args, driver::Env& env) -> ExitCode {
  auto begun = begin_checked(args, env, args.path());
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  auto& session = std::get<Session>(begun);
  if (const auto chosen = choose_masks(args, session, env); !chosen.ok())
    return fail(env, chosen.error(), ExitCode::Usage);
  tell_left_tenants(session, env);
  ApprovalNotes approvals;
  const auto plan = make_plan(session, env, [&](const plan::TenantPlan& tenant, std::unique_ptr<plan::Tenant> used) {
    approvals.ask(tenant, *used);
  });
  tell_cache(plan, session, env);
  if (!session.common.quiet) approvals.tell(env);
  const auto shown = show_plan(plan, session, env);
  if (!shown.ok()) return fail(env, shown.error(), ExitCode::Findings);
  if (args.has("out")) {
    const auto saved = save(plan, args.get("out"), session, env);
    if (!saved.ok()) return fail(env, saved.error(), ExitCode::Findings);
  }
  return plan_exit(plan.tenants, session.common.fail_on, args.has("detailed-exitcode"));
}

}  // namespace pinwright::cli::online
