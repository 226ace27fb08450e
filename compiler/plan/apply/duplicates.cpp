#include <algorithm>

#include "base/text.hpp"
#include "object/canonical.hpp"
#include "plan/apply/request_with_recovery.hpp"
#include "plan/apply/waves.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

/// A list may be older than our POST: asked again until it shows all that we made, then taken as it is.
auto list_that_shows(Run& run, const std::vector<Job*>& jobs) -> base::Result<std::vector<object::Live>> {
  auto lives = run.list(jobs);
  for (const auto pause : kLooks) {
    const bool shows_all = lives.ok() && std::all_of(jobs.begin(), jobs.end(), [&](const Job* job) {
                             return find_live(lives.value(), job->change->kind, job->id) != nullptr;
                           });
    if (shows_all || !run.can_go_on()) break;
    run.wait(pause);
    lives = run.list(jobs);
  }
  return lives;
}

/// All objects with the marker of the job, the winner first. Ours is among them even where the list does not show it.
auto twins_of(const Job& job, const std::vector<object::Live>& lives) -> std::vector<object::Live> {
  std::vector<object::Live> twins;
  const auto marker = marker_in(job.wanted);
  for (const auto& live : lives) {
    const auto other = marker_in(live.object);
    const bool is_twin =
        object::kind_of(live.object) == job.change->kind && marker && other && is_same_object(*marker, *other);
    if (is_twin || base::equal_folded(live.id, job.id)) twins.push_back(live);
  }
  if (find_live(twins, job.change->kind, job.id) == nullptr) twins.push_back(*job.live);
  std::sort(twins.begin(), twins.end(), is_older);
  return twins;
}

/// This run posted it: an answer said so, or an answer is missing and it looks just like what was sent.
auto is_own(const Job& job, const object::Live& twin) -> bool {
  if (std::find(job.posted.begin(), job.posted.end(), twin.id) != job.posted.end()) return true;
  return job.lost_posts > 0 && twin.assignments.empty() && marker_in(twin.object) == marker_in(job.wanted);
}

/// The journal goes on with the job's own write afterwards, and not with the twin's end.
auto remove_twin(Run& run, Job& job, const object::Live& twin) -> base::Status {
  const auto intent = job.last_intent;
  const auto hash = job.left_hash;
  auto status = remove(run, job, twin);
  job.last_intent = intent;
  job.left_hash = hash;
  return status;
}

auto settle(Run& run, Job& job, const std::vector<object::Live>& twins) -> void {
  const auto& winner = twins.front();
  for (const auto& twin : twins) {
    if (twin.id == winner.id || !is_own(job, twin)) continue;
    if (auto status = remove_twin(run, job, twin); !status.ok()) return run.end_failed(job, status.error());
  }
  const bool is_ours = base::equal_folded(winner.id, job.id);
  if (!is_ours) job.last_intent = 0;  // it was not this run that made the winner, as far as the journal can say
  job.id = winner.id;
  job.live = winner;
  if (is_ours || marker_in(winner.object) == marker_in(job.wanted)) return;
  job.writes = 0;  // what was posted is gone again
  run.end_stale(job, "was created by another run at the same time, and differently");
}

}  // namespace

auto settle_twins(Run& run, std::initializer_list<object::Kind> kinds) -> void {
  auto jobs = run.open(kinds, {Action::Create});
  std::erase_if(jobs, [](const Job* job) { return job->id.empty(); });
  if (jobs.empty() || !run.can_go_on()) return;
  const auto lives = list_that_shows(run, jobs);
  for (auto* job : jobs) {
    if (lives.ok()) {
      settle(run, *job, twins_of(*job, lives.value()));
    } else {
      run.end_failed(*job, lives.error());
    }
  }
}

}  // namespace pinwright::plan
