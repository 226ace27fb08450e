#include "plan/apply/jobs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/stopped.hpp"
#include "base/text.hpp"
#include "object/canonical.hpp"
#include "object/codec/codec.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"
#include "plan/secrets.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

auto job_of(const Change& change) -> Job {
  Job job;
  job.change = &change;
  job.id = change.id;
  job.outcome.kind = change.kind;
  job.outcome.target = target_of(change);
  job.outcome.key = change.key;
  job.outcome.name = change.name;
  job.outcome.action = change.action;
  return job;
}

auto not_written() -> base::Error { return {"not written: the run was stopped", {}, base::ErrorKind::Interrupted}; }

}  // namespace

ApplyRun::ApplyRun(const TenantPlan& the_plan, Tenant& the_tenant, Journal& the_journal, Observer& the_observer,
                   const ApplyOptions& the_options)
    : plan(the_plan),
      tenant(the_tenant),
      journal(the_journal),
      observer(the_observer),
      options(the_options),
      secrets_(the_plan, the_options.variable) {
  result_.name = plan.name;
  for (const auto& change : plan.changes) {
    if (change.action != Action::NoOp) jobs.push_back(job_of(change));
  }
  for (const auto& one : options.approvals) {
    if (base::equal_folded(one.tenant_id, plan.tenant_id)) approvals.push_back(one);
  }
  expects_approval_ = !options.justification.empty() || !approvals.empty();
}

auto ApplyRun::open(std::initializer_list<object::Kind> kinds, std::initializer_list<Action> actions)
    -> std::vector<Job*> {
  std::vector<Job*> found;
  for (auto& job : jobs) {
    const bool fits = std::find(kinds.begin(), kinds.end(), job.change->kind) != kinds.end() &&
                      std::find(actions.begin(), actions.end(), job.change->action) != actions.end();
    if (fits && job.stage == Job::Stage::Open) found.push_back(&job);
  }
  return found;
}

auto ApplyRun::can_go_on() const -> bool { return !options.stop.stop_requested() && !result_.unusable; }

auto ApplyRun::why_not() const -> std::string {
  if (options.stop.stop_requested()) return base::stopped().message;
  return result_.unusable ? "the tenant could not be used any more" : "another change failed before";
}

auto ApplyRun::begin(Job& job) -> bool {
  if (job.stage != Job::Stage::Open) return false;
  if (can_go_on() && !halted_) return true;
  end_skipped(job, why_not());
  return false;
}

auto ApplyRun::end(Job& job, Outcome::State state, std::optional<base::Error> error) -> void {
  job.stage = Job::Stage::Ended;
  job.outcome.state = state;
  job.outcome.id = job.id;
  if (error) job.outcome.error = without_secrets(*std::move(error));
  observer.done(plan.name, job.outcome);
}

auto ApplyRun::end_written(Job& job) -> void { end(job, Outcome::State::Done, std::nullopt); }

auto ApplyRun::end_unread(Job& job) -> void {
  result_.interrupted = true;
  end(job, Outcome::State::Partly,
      base::Error{"not read back: the run was stopped", "make a new plan: it shows what the tenant holds",
                  base::ErrorKind::Interrupted});
}

auto ApplyRun::end_failed(Job& job, base::Error error) -> void {
  const bool was_stopped = error.kind == base::ErrorKind::Interrupted;
  if (was_stopped || options.stop.stop_requested()) result_.interrupted = true;
  if (error.kind == base::ErrorKind::Unreachable && !result_.unusable) result_.unusable = without_secrets(error);
  halted_ = halted_ || options.stop_on_error;
  const bool touched = job.writes > 0 || job.in_doubt;
  if (was_stopped && !touched) return end(job, Outcome::State::Skipped, not_written());
  end(job, touched ? Outcome::State::Partly : Outcome::State::Failed, std::move(error));
}

auto ApplyRun::end_skipped(Job& job, std::string why) -> void {
  const bool stopped = options.stop.stop_requested();
  result_.interrupted = result_.interrupted || stopped;
  if (stopped && job.writes == 0) return end(job, Outcome::State::Skipped, not_written());
  const auto kind = stopped ? base::ErrorKind::Interrupted : base::ErrorKind::Refused;
  const bool begun = job.writes > 0;
  base::Error error{fmt::format("{}: {}", begun ? "begun, but not finished" : "not begun", why), {}, kind};
  end(job, begun ? Outcome::State::Partly : Outcome::State::Skipped, std::move(error));
}

auto ApplyRun::end_awaiting(Job& job, base::Error error, std::string expires) -> void {
  job.outcome.expires = std::move(expires);
  end(job, Outcome::State::AwaitingApproval, std::move(error));
}

auto ApplyRun::end_unapproved(Job& job, base::Error error) -> void {
  end(job, job.writes > 0 ? Outcome::State::Partly : Outcome::State::Failed, std::move(error));
}

auto ApplyRun::end_needing_approval(Job& job, const Job& need) -> void {
  job.outcome.needs_approval = true;
  end(job, Outcome::State::Skipped,
      base::Error{fmt::format("not begun: it needs the {}, which waits for approval", name_of(*need.change)), {}});
}

auto ApplyRun::end_stale(Job& job, std::string_view what) -> void {
  result_.stale = true;
  const auto message = fmt::format("{} {}", name_of(*job.change), what);
  report(finding_about(diag::Code::StalePlan, plan.name, *job.change, message, "make a new plan"));
  end_failed(job, {message, "make a new plan", base::ErrorKind::Refused});
}

auto ApplyRun::read(const object::Address& address) -> base::Result<object::Live> {
  const auto& [kind, id, target] = address;
  Question question;
  switch (kind) {
    case object::Kind::Policy:
      question.policy_ids = {{id, target}};
      return tenant.ask(question).policies_by_id.at(0);
    case object::Kind::Group:
      question.group_ids = {id};
      return tenant.ask(question).groups_by_id.at(0);
    case object::Kind::Filter:
      break;
  }
  question.filter_ids = {id};
  return tenant.ask(question).filters_by_id.at(0);
}

auto ApplyRun::list(const std::vector<Job*>& some) -> base::Result<std::vector<object::Live>> {
  std::vector<const Change*> changes;
  for (const auto* job : some) changes.push_back(job->change);
  return lives_in(tenant.ask(question_for(changes)));
}

auto ApplyRun::list_all(const std::vector<Job*>& some) -> base::Result<std::vector<object::Live>> {
  std::vector<const Change*> changes;
  for (const auto* job : some) changes.push_back(job->change);
  auto question = question_for(changes);
  question.policies = true;
  for (const auto* job : some) {
    // Of a new group the id is known by now, and its name may be shown late.
    if (job->change->kind == object::Kind::Group && !job->id.empty()) question.group_ids.push_back(job->id);
  }
  return lives_in(tenant.ask(question));
}

auto ApplyRun::may_be_there(const Job& job) const -> bool {
  return std::any_of(options.lost_posts.begin(), options.lost_posts.end(), [&](const LostPost& one) {
    return base::equal_folded(one.tenant_id, plan.tenant_id) && one.kind == job.change->kind &&
           one.target == target_of(*job.change) && one.key == job.change->key;
  });
}

auto ApplyRun::wait(std::chrono::milliseconds time) -> void {
  if (options.sleep) options.sleep(time, options.stop);
}

auto ApplyRun::open_requests() -> const std::vector<ApprovalRequest>& {
  if (!open_requests_) {
    auto open = tenant.approvals().open();
    open_requests_ = open.ok() ? std::move(open).value() : std::vector<ApprovalRequest>();
  }
  return *open_requests_;
}

auto ApplyRun::with_secrets(const object::Object& object) const -> object::Object {
  const auto* policy = std::get_if<object::Policy>(&object);
  return policy != nullptr ? object::Object(with_values(*policy, options.variable)) : object;
}

auto ApplyRun::without_secrets(base::Error error) const -> base::Error {
  error.message = secrets_.hidden_in(error.message);
  error.help = secrets_.hidden_in(error.help);
  return error;
}

auto ApplyRun::finish() -> TenantOutcome {
  for (auto& job : jobs) {
    if (job.stage == Job::Stage::Open) end_skipped(job, why_not());
    if (job.stage == Job::Stage::Written) end_written(job);
    result_.outcomes.push_back(job.outcome);
  }
  return std::move(result_);
}

auto Job::address() const -> object::Address { return {change->kind, id, target_of(*change)}; }

auto Job::accept(object::Live found) -> void {
  in_doubt = false;
  id = found.id;
  result_hash = object::live_hash(found);
  result_state = state_hash(found);
  live = std::move(found);
}

auto is_of_job(const ApplyRun& run, const Job& job, const object::Live& live) -> bool {
  if (object::kind_of(live.object) != job.change->kind) return false;
  // The object whose place is taken has the same key.
  if (base::equal_folded(live.id, job.change->replaces)) return false;
  const auto marker = marker_in(live.object);
  return marker && marker->key == job.change->key &&
         object::belongs_to(*marker, run.options.workspace, run.plan.tenant_id);
}

auto writes_body(const Change& change) -> bool {
  if (makes_object(change.action) || change.sections.settings != Reason::None) return true;
  return change.sections.rest != Reason::None && !object::replaces_whole(object::codec_of(target_of(change)));
}

}  // namespace pinwright::plan
