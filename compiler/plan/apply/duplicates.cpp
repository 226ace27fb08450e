#include "plan/apply/duplicates.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "grammar/datetime.hpp"
#include "object/canonical.hpp"
#include "plan/apply/request_with_recovery.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"

namespace pinwright::plan {

namespace {

/// A list may be older than our POST: asked again until it shows all that we made, then taken as it is.
auto list_that_shows(ApplyRun& run, const std::vector<Job*>& jobs) -> base::Result<std::vector<object::Live>> {
  auto lives = run.list(jobs);
  for (const auto pause : kPollDelays) {
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
auto duplicates_of(const Job& job, const std::vector<object::Live>& lives) -> std::vector<object::Live> {
  std::vector<object::Live> duplicates;
  const auto marker = marker_in(job.wanted);
  for (const auto& live : lives) {
    const auto other = marker_in(live.object);
    const bool is_duplicate =
        object::kind_of(live.object) == job.change->kind && marker && other && is_same_object(*marker, *other);
    if (is_duplicate || base::equal_folded(live.id, job.id)) duplicates.push_back(live);
  }
  if (find_live(duplicates, job.change->kind, job.id) == nullptr) duplicates.push_back(*job.live);
  std::sort(duplicates.begin(), duplicates.end(), is_older);
  return duplicates;
}

/// This run posted it: an answer said so, or an answer is missing and it looks just like what was sent.
auto is_own(const Job& job, const object::Live& duplicate) -> bool {
  if (std::find(job.posted.begin(), job.posted.end(), duplicate.id) != job.posted.end()) return true;
  return job.lost_posts > 0 && duplicate.assignments.empty() && marker_in(duplicate.object) == marker_in(job.wanted);
}

/// The journal goes on with the job's own write afterwards, and not with the duplicate's end.
auto remove_duplicate(ApplyRun& run, Job& job, const object::Live& duplicate) -> base::Status {
  const auto intent = job.last_intent;
  const auto hash = job.result_hash;
  auto status = remove(run, job, duplicate);
  job.last_intent = intent;
  job.result_hash = hash;
  return status;
}

auto resolve(ApplyRun& run, Job& job, const std::vector<object::Live>& duplicates) -> void {
  const auto& winner = duplicates.front();
  for (const auto& duplicate : duplicates) {
    if (duplicate.id == winner.id || !is_own(job, duplicate)) continue;
    if (auto status = remove_duplicate(run, job, duplicate); !status.ok()) return run.end_failed(job, status.error());
  }
  const bool is_ours = base::equal_folded(winner.id, job.id);
  if (!is_ours) job.last_intent = 0;  // it was not this run that made the winner, as far as the journal can say
  job.id = winner.id;
  job.live = winner;
  if (is_ours || marker_in(winner.object) == marker_in(job.wanted)) return;
  job.writes = 0;  // what was posted is gone again
  run.end_stale(job, "was created by another run at the same time, and differently");
}

/// The instant as text that sorts: without its `Z` a fraction sorts behind the whole second.
auto instant_of(const object::Live& live) -> std::string {
  auto text = grammar::datetime_to_utc(live.created).value_or(live.created);
  if (text.ends_with('Z')) text.pop_back();
  return text;
}

}  // namespace

auto is_older(const object::Live& a, const object::Live& b) -> bool {
  return std::pair(instant_of(a), base::folded(a.id)) < std::pair(instant_of(b), base::folded(b.id));
}

auto resolve_duplicates(ApplyRun& run, std::initializer_list<object::Kind> kinds) -> void {
  auto jobs = run.open(kinds, {Action::Create});
  std::erase_if(jobs, [](const Job* job) { return job->id.empty(); });
  if (jobs.empty() || !run.can_go_on()) return;
  const auto lives = list_that_shows(run, jobs);
  for (auto* job : jobs) {
    if (lives.ok()) {
      resolve(run, *job, duplicates_of(*job, lives.value()));
    } else {
      run.end_failed(*job, lives.error());
    }
  }
}

}  // namespace pinwright::plan
