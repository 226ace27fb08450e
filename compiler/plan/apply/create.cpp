#include "plan/apply/create.hpp"

#include <algorithm>
#include <optional>

#include "plan/apply/duplicates.hpp"
#include "plan/apply/prepare.hpp"
#include "plan/apply/single_write.hpp"
#include "plan/apply/update.hpp"
#include "plan/live_index.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

using object::Kind;

auto pause_before_groups(ApplyRun& run, const std::vector<Job*>& jobs) -> void {
  const auto pause = run.options.pause_before_groups;
  const bool makes_groups =
      std::any_of(jobs.begin(), jobs.end(), [](const Job* job) { return job->change->kind == Kind::Group; });
  if (makes_groups && pause.count() > 0) run.wait(pause);
}

/// One list for all that are to be made. Creates the objects of jobs that nothing conflicts with.
auto create_all(ApplyRun& run, const std::vector<Job*>& jobs) -> void {
  if (jobs.empty() || !run.can_go_on()) return;
  pause_before_groups(run, jobs);
  const auto lives = run.list(jobs);
  std::optional<LiveIndex> index;
  if (lives.ok()) index.emplace(lives.value(), run.options.workspace, run.plan.tenant_id);
  for (auto* job : jobs) {
    if (!run.begin(*job)) continue;
    if (!index) {
      run.end_failed(*job, lives.error());
      continue;
    }
    // What was lost is looked for first, and the conflict afterwards.
    const auto conflict = run.may_be_there(*job) ? std::nullopt : find_conflicting(*job->change, *index);
    if (conflict) {
      run.end_stale(*job, *conflict);
    } else if (prepare(run, *job)) {
      if (const auto end = post(run, *job); !end.ok()) conclude(run, *job, end);
    }
  }
}

}  // namespace

auto write_groups_and_filters(ApplyRun& run) -> void {
  create_all(run, run.open({Kind::Group, Kind::Filter}, {Action::Create}));
  resolve_duplicates(run, {Kind::Group, Kind::Filter});
  for (auto* job : run.open({Kind::Group, Kind::Filter}, {Action::Create})) {
    if (job->id.empty()) continue;
    run.made[{job->change->kind, job->change->key}] = job->id;
    job->stage = Job::Stage::Written;
  }
  for (auto* job : run.open({Kind::Group, Kind::Filter}, {Action::Update, Action::Adopt})) update_object(run, *job);
}

auto create_policies(ApplyRun& run) -> void {
  create_all(run, run.open({Kind::Policy}, {Action::Create, Action::Replace}));
}

auto assign_created(ApplyRun& run) -> void {
  for (auto* job : run.open({Kind::Policy}, {Action::Create, Action::Replace})) {
    if (job->id.empty()) continue;
    if (job->assignments.empty()) {
      job->stage = Job::Stage::Written;
    } else if (run.begin(*job)) {
      conclude(run, *job, assign(run, *job, Start::Compare));
    }
  }
}

}  // namespace pinwright::plan
