#include "plan/apply/remove.hpp"

#include "plan/apply/request_with_recovery.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

using object::Kind;

auto remove_object(ApplyRun& run, Job& job) -> void {
  if (!run.begin(job)) return;
  const auto live = run.read(job.change->kind, job.change->id);
  if (!live.ok()) {
    if (live.error().kind != base::ErrorKind::NotFound) return run.end_failed(job, live.error());
    job.stage = Job::Stage::Written;
    return;
  }
  if (const auto what = change_since(*job.change, live.value())) return run.end_stale(job, *what);
  if (auto status = remove(run, job, live.value()); !status.ok()) return run.end_failed(job, status.error());
  job.stage = Job::Stage::Written;
}

}  // namespace

auto remove_objects(ApplyRun& run) -> void {
  for (auto* job : run.open({Kind::Policy}, {Action::Delete})) remove_object(run, *job);
  for (auto* job : run.open({Kind::Filter}, {Action::Delete})) remove_object(run, *job);
  for (auto* job : run.open({Kind::Group}, {Action::Delete})) {
    if (run.begin(*job)) run.end_failed(*job, {"groups are never deleted", {}});
  }
}

}  // namespace pinwright::plan
