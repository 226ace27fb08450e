#include "plan/apply/update.hpp"

#include <algorithm>
#include <chrono>

#include "object/canonical.hpp"
#include "plan/apply/prepare.hpp"
#include "plan/apply/request_with_recovery.hpp"
#include "plan/live_objects.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

using object::Kind;
using std::chrono::seconds;

/// Two minutes, the time in which Intune gets to know a new group.
constexpr seconds kGroupWaits[] = {seconds(2),  seconds(4),  seconds(8), seconds(16),
                                   seconds(30), seconds(30), seconds(30)};

auto send_assignments(ApplyRun& run, Job& job) -> base::Status {
  Attempt attempt;
  attempt.write = Write::Assign;
  attempt.before = *job.live;
  auto after = *job.live;
  after.assignments = job.assignments;
  attempt.leaves = state_hash(std::move(after));
  attempt.send = [&] { return run.tenant.assign(job.id, job.assignments); };
  attempt.judge = [&](const object::Live* now) {
    if (now == nullptr) return WriteOutcome::Other;
    const auto shown = object::canonical_assignments(now->assignments);
    if (shown == object::canonical_assignments(job.assignments)) return WriteOutcome::Done;
    return shown == object::canonical_assignments(job.live->assignments) ? WriteOutcome::Undone : WriteOutcome::Other;
  };
  return send_with_recovery(run, job, attempt);
}

auto send_content(ApplyRun& run, Job& job, Write write) -> base::Status {
  Attempt attempt;
  attempt.write = write;
  attempt.before = *job.live;
  const auto wanted = run.with_secrets(job.wanted);
  attempt.send = [&] {
    return write == Write::Update
               ? run.tenant.update(job.id, wanted)
               : run.tenant.describe(job.change->kind, job.id, object::description_of(wanted).value_or(""));
  };
  attempt.judge = [&](const object::Live* now) { return content_outcome(now, *job.live, wanted); };
  return send_with_recovery(run, job, attempt);
}

/// Intune may not know a group yet that this run made.
auto uses_made_group(const std::vector<object::Assignment>& assignments, const MadeIds& made) -> bool {
  return std::any_of(assignments.begin(), assignments.end(), [&](const object::Assignment& assignment) {
    return std::any_of(made.begin(), made.end(), [&](const auto& one) {
      return one.first.first == object::Kind::Group && one.second == assignment.group.id;
    });
  });
}

auto needs_assignments(const Job& job) -> bool {
  return job.change->manages_assignments &&
         object::canonical_assignments(job.live->assignments) != object::canonical_assignments(job.assignments);
}

/// The smallest write that makes the object as wanted; nullopt: it is.
auto content_write(const Job& job) -> std::optional<Write> {
  if (writes_body(*job.change)) return Write::Update;
  const auto live = object::description_of(job.live->object).value_or("");
  if (live != object::description_of(job.wanted).value_or("")) return Write::Describe;
  return std::nullopt;
}

/// Reads the object again: the last moment before its own write. False: the job has ended.
auto is_fresh(ApplyRun& run, Job& job) -> bool {
  auto live = run.read(job.change->kind, job.change->id);
  if (!live.ok()) {
    if (live.error().kind == base::ErrorKind::NotFound) {
      run.end_stale(job, "is gone since the plan was made");
    } else {
      run.end_failed(job, live.error());
    }
    return false;
  }
  if (const auto what = change_since(*job.change, live.value())) {
    run.end_stale(job, *what);
    return false;
  }
  job.live = std::move(live).value();
  return true;
}

}  // namespace

auto assign(ApplyRun& run, Job& job) -> base::Status {
  for (const auto pause : kGroupWaits) {
    auto status = send_assignments(run, job);
    const bool may_pass =
        !status.ok() && status.error().kind == base::ErrorKind::Refused && uses_made_group(job.assignments, run.made);
    if (!may_pass) return status;
    run.wait(pause);
    if (!run.can_go_on()) return status;
  }
  return send_assignments(run, job);
}

auto conclude(ApplyRun& run, Job& job, const base::Status& status) -> void {
  if (status.ok()) {
    job.stage = Job::Stage::Written;
  } else if (status.error().kind == base::ErrorKind::NotFound) {
    run.end_stale(job, "is gone since the plan was made");
  } else {
    run.end_failed(job, status.error());
  }
}

auto update_object(ApplyRun& run, Job& job) -> void {
  if (!run.begin(job) || !is_fresh(run, job) || !prepare(run, job)) return;
  if (needs_assignments(job)) {
    if (auto status = assign(run, job); !status.ok()) return conclude(run, job, status);
    job.live->assignments = job.assignments;
  }
  base::Status status = base::Done{};
  if (const auto write = content_write(job)) {
    status = send_content(run, job, *write);
    if (status.ok()) record_result(run, job);
  }
  conclude(run, job, status);
}

auto update_policies(ApplyRun& run) -> void {
  for (auto* job : run.open({Kind::Policy}, {Action::Update, Action::Adopt})) update_object(run, *job);
  for (auto* job : run.open({Kind::Policy, Kind::Group, Kind::Filter}, {Action::Forget})) {
    update_object(run, *job);
  }
}

}  // namespace pinwright::plan
