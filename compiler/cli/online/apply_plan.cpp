#include "cli/online/apply_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

#include "base/parallel.hpp"
#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/online/confirm.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/online/outputs.hpp"
#include "cli/views/progress.hpp"
#include "driver/journal_key.hpp"
#include "driver/own_folder.hpp"
#include "driver/paths.hpp"
#include "driver/unfinished_writes.hpp"
#include "driver/utc.hpp"
#include "plan/apply/precheck.hpp"
#include "plan/apply/run.hpp"
#include "plan/journal/write.hpp"
#include "plan/justification.hpp"

namespace pinwright::cli::online {

namespace {

constexpr std::string_view kNoTerminalHelp =
    "`--yes` does not ask; to apply exactly what was reviewed, save it with `plan --out FILE`";
constexpr std::uint64_t kMostPause = 3000;  // milliseconds: many times what a look and a POST take

class PlanApplication {
 public:
  PlanApplication(const plan::Plan& plan, Session& session, KeptConnections& connections,
                  const ApplyPlanOptions& options, driver::Env& env)
      : plan_(plan), session_(session), connections_(connections), options_(options), env_(env) {
    for (const auto& tenant : plan.tenants) {
      if (tenant.incomplete) left_out_.push_back({false, ExitCode::Findings});
      if (is_left_out(tenant, session.common.fail_on)) {
        left_out_.push_back({false, tenant_exit_code(tenant, session.common.fail_on)});
      } else if (tenant.has_changes()) {
        work_.push_back(&tenant);
      }
    }
    apply_ = {.workspace = session.loaded->workspace.name.value,
              .run_id = fmt::format("{:08x}", env.random() & 0xFFFFFFFFU),
              .variable = session.values,
              .sleep = env.sleep,
              .stop = env.stop,
              .stop_on_error = options.stop_on_error,
              .justification = options.justification,
              .pause_before_groups = std::chrono::milliseconds(env.random() % kMostPause)};
  }

  auto run() -> ExitCode {
    if (work_.empty()) return finish({}, {});
    if (const auto own = driver::check_own_folder(env_, session_.loaded->root); !own.ok())
      return fail(env_, own.error(), ExitCode::Findings);
    if (!options_.undoes) {
      if (const auto reason = too_many_deletes(plan_, session_.deletes))
        return fail(env_, {"refused, and nothing was written: " + *reason, ""}, ExitCode::Findings);
    }
    if (!options_.yes) {
      const auto confirmed = confirm("\nDo you want to perform these actions?", kNoTerminalHelp, env_);
      if (!confirmed.ok()) return fail(env_, confirmed.error(), exit_code_of(confirmed.error()));
    }
    tenants_.resize(work_.size());
    const auto checks = in_parallel([&](std::size_t i) {
      tenants_[i] = connections_.take(work_[i]->name);
      return plan::check_fresh(*work_[i], *tenants_[i], apply_);
    });
    const bool all_fresh = std::all_of(checks.begin(), checks.end(), [](const plan::TenantOutcome& check) {
      return end_of(check).code == ExitCode::Success;
    });
    if (!all_fresh) return finish(checks, {});
    const auto key = driver::made_journal_key(env_);
    if (!key.ok()) return fail(env_, key.error(), ExitCode::Findings);
    if (key.value().size() < driver::kLeastJournalKey) warn_of_short_key(key.value().size());
    auto left = driver::unfinished_writes(env_, *session_.loaded);
    apply_.approvals = std::move(left.approvals);
    apply_.lost_posts = std::move(left.lost_posts);
    apply_.digest_key = key.value();
    const auto journal_path = driver::join(session_.loaded->root, journal_name());
    const auto journal = plan::make_file_journal(env_.files, journal_path, apply_.workspace, key.value(), env_.clock);
    const auto outcomes = write(*journal);
    const bool is_noted = std::any_of(outcomes.begin(), outcomes.end(), [](const auto& outcome) {
      return outcome.wrote || plan::awaits_approval(outcome);
    });
    const auto code = finish(outcomes, is_noted ? driver::shown(env_.working_folder, journal_path) : std::string());
    // What was written last may be missing in it, and a rollback would not know. Where nothing was written, the
    // outcomes say why.
    const auto noted = journal->status();
    return noted.ok() || !is_noted ? code
                                   : fail(env_, noted.error(), code == ExitCode::Success ? ExitCode::Partial : code);
  }

 private:
  auto warn_of_short_key(std::size_t size) const -> void {
    if (session_.common.quiet) return;
    base::print(
        env_.err,
        "warning: the key of journals, PINWRIGHT_JOURNAL_KEY, has {}: a short one is found by trying, and with it "
        "a journal can be forged\n  = help: make one with `openssl rand -hex 32`\n",
        base::counted(size, "byte"));
  }

  auto in_parallel(const std::function<plan::TenantOutcome(std::size_t)>& task) -> std::vector<plan::TenantOutcome> {
    std::vector<plan::TenantOutcome> outcomes(work_.size());
    base::parallel_for(work_.size(), session_.parallel, [&](std::size_t i) { outcomes[i] = task(i); });
    return outcomes;
  }

  auto write(plan::Journal& journal) -> std::vector<plan::TenantOutcome> {
    auto& progress = *session_.progress;
    progress.begin_writes(changes());
    auto outcomes =
        in_parallel([&](std::size_t i) { return plan::apply(*work_[i], *tenants_[i], journal, progress, apply_); });
    progress.end_writes();
    return outcomes;
  }

  [[nodiscard]] auto changes() const -> std::size_t {
    std::size_t changes = 0;
    for (const auto* tenant : work_) {
      changes += static_cast<std::size_t>(
          std::count_if(tenant->changes.begin(), tenant->changes.end(),
                        [](const plan::Change& change) { return change.action != plan::Action::NoOp; }));
    }
    return changes;
  }

  /// Names sort in the order of runs: of one second, by the number of journals that it already has.
  auto journal_name() -> std::string {
    const auto stamp = driver::compact_utc(env_.clock());
    const auto listed = env_.files.list(driver::join(session_.loaded->root, driver::kJournalFolder));
    std::size_t before = 0;
    if (listed.ok()) {
      before = static_cast<std::size_t>(
          std::count_if(listed.value().begin(), listed.value().end(),
                        [&](const source::Entry& entry) { return entry.name.starts_with(stamp); }));
    }
    return fmt::format("{}/{}-{:02x}{:06x}.jsonl", driver::kJournalFolder, stamp, before, env_.random() & 0xFFFFFFU);
  }

  auto finish(const std::vector<plan::TenantOutcome>& outcomes, const std::string& journal) -> ExitCode {
    auto ends = left_out_;
    for (const auto& outcome : outcomes) {
      ends.push_back(end_of(outcome));
      env_.has_written = env_.has_written || outcome.wrote;
    }
    const auto shown = show_outcomes({outcomes, plan_, journal, options_.undoes}, session_, env_);
    const auto code = apply_exit(ends);
    if (shown.ok()) return code;
    return fail(env_, shown.error(), code == ExitCode::Success ? ExitCode::Findings : code);
  }

  const plan::Plan& plan_;
  Session& session_;
  KeptConnections& connections_;
  const ApplyPlanOptions& options_;
  driver::Env& env_;
  plan::ApplyOptions apply_;
  std::vector<const plan::TenantPlan*> work_;
  std::vector<TenantEnd> left_out_;
  std::vector<std::unique_ptr<plan::Tenant>> tenants_;
};

}  // namespace

auto justification_of(const Args& args) -> base::Result<std::string> {
  if (!args.has("justification")) return std::string();
  auto text = args.get("justification");
  if (auto checked = plan::check_justification(text); !checked.ok()) return checked.error();
  return text;
}

auto apply_plan(const plan::Plan& plan, Session& session, KeptConnections& connections, const ApplyPlanOptions& options,
                driver::Env& env) -> ExitCode {
  show_intention(plan, session, options.undoes, env);
  return PlanApplication(plan, session, connections, options, env).run();
}

}  // namespace pinwright::cli::online
