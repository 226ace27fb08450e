#include "plan/apply/remove.hpp"

#include "plan/apply/fresh.hpp"
#include "plan/apply/single_write.hpp"

namespace pinwright::plan {

namespace {

using object::Kind;

auto remove_object(ApplyRun& run, Job& job) -> void {
  if (!run.begin(job)) return;
  run.tenant.await_turn();
  const auto live = run.read(job.address());
  if (!live.ok()) {
    if (live.error().kind != base::ErrorKind::NotFound) return run.end_failed(job, live.error());
    job.stage = Job::Stage::Written;
    return;
  }
  if (const auto what = change_to(run, *job.change, live.value())) return run.end_stale(job, *what);
  conclude(run, job, remove(run, job, live.value()));
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
