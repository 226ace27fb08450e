#include "plan/apply/remove.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "plan/apply/fresh.hpp"
#include "plan/apply/single_write.hpp"
#include "plan/replacement.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

using object::Kind;

/// The plan's word on the object that has taken the place of the one that is to go; nullptr: it has none.
auto successor_of(const ApplyRun& run, const Change& change) -> const Change* {
  const auto found = std::find_if(run.plan.changes.begin(), run.plan.changes.end(), [&](const Change& other) {
    return other.kind == change.kind && base::equal_folded(other.id, change.replaced_by);
  });
  return found == run.plan.changes.end() ? nullptr : &*found;
}

/// Why an object must not go yet: the one that has taken its place is not as the plan saw it, which was as the files
/// say. nullopt: it is, and is assigned.
auto successor_problem(ApplyRun& run, const Change& change) -> base::Result<std::optional<std::string>> {
  const auto problem = [&](std::string_view what) {
    return std::optional(fmt::format("stays: `{}`, which has taken its place, {}", change.replaced_by, what));
  };
  const auto* successor = successor_of(run, change);
  if (successor == nullptr || successor->action != Action::NoOp) return problem("is not as the files say");
  const auto live = run.read({successor->kind, successor->id, target_of(*successor)});
  if (!live.ok()) {
    if (live.error().kind == base::ErrorKind::NotFound) return problem("is gone since the plan was made");
    return live.error();
  }
  if (const auto what = change_to(run, *successor, live.value())) return problem(*what);
  const bool is_assigned = successor->manages_assignments || holds_place(live.value(), *change.before);
  return is_assigned ? std::nullopt : problem("is not assigned");
}

/// Of what another object has taken the place of. False: the job has ended.
auto may_go(ApplyRun& run, Job& job) -> bool {
  if (job.change->replaced_by.empty()) return true;
  const auto problem = successor_problem(run, *job.change);
  if (!problem.ok()) {
    run.end_failed(job, problem.error());
  } else if (problem.value()) {
    run.end_stale(job, *problem.value());
  }
  return problem.ok() && !problem.value();
}

auto remove_object(ApplyRun& run, Job& job) -> void {
  if (!run.begin(job) || !may_go(run, job)) return;
  run.tenant.await_turn();
  const auto live = run.read(job.address());
  if (!live.ok()) {
    if (live.error().kind != base::ErrorKind::NotFound) return run.end_failed(job, live.error());
    job.stage = Job::Stage::Written;
    return;
  }
  if (auto unread = unread_since(*job.change, live.value())) return run.end_failed(job, *std::move(unread));
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
