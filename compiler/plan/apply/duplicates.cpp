#include "plan/apply/duplicates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "grammar/datetime.hpp"
#include "object/canonical.hpp"
#include "plan/apply/mismatches.hpp"
#include "plan/apply/single_write.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"

namespace pinwright::plan {

namespace {

/// A list may be older than our POST: asked again until it shows all that we made, then taken as it is.
auto list_that_shows(ApplyRun& run, const std::vector<Job*>& jobs) -> base::Result<std::vector<object::Live>> {
  auto lives = run.list(jobs);
  for (const auto pause : kNewObjectDelays) {
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
auto duplicates_of(const ApplyRun& run, const Job& job, const std::vector<object::Live>& lives)
    -> std::vector<object::Live> {
  std::vector<object::Live> duplicates;
  for (const auto& live : lives) {
    const bool is_own = object::kind_of(live.object) == job.change->kind && base::equal_folded(live.id, job.id);
    if (is_own || is_of_job(run, job, live)) duplicates.push_back(live);
  }
  if (find_live(duplicates, job.change->kind, job.id) == nullptr) duplicates.push_back(*job.live);
  std::sort(duplicates.begin(), duplicates.end(), is_older);
  return duplicates;
}

/// Looks just like what this run sent, down to the run's id in the marker.
auto looks_sent(const ApplyRun& run, const Job& job, const object::Live& duplicate) -> bool {
  const auto marker = marker_in(duplicate.object);
  return marker && !run.options.run_id.empty() && marker->run == run.options.run_id &&
         mismatched_paths(duplicate.object, run.with_secrets(job.wanted)).empty();
}

/// What may be taken away: unassigned policies and filters that this run posted. An answer said so; or answers got
/// lost, and it looks like what was sent. Somebody's copy in the portal looks so too: of `n` transmissions at most `n`
/// objects are ours, and one of them stays. Groups are never deleted.
auto removable(const ApplyRun& run, const Job& job, const std::vector<object::Live>& duplicates)
    -> std::vector<const object::Live*> {
  std::vector<const object::Live*> found;
  if (job.change->kind == object::Kind::Group) return found;
  auto guesses = job.lost_posts == 0 ? 0 : job.lost_posts + job.posted.size() - 1;
  for (auto duplicate = std::next(duplicates.begin()); duplicate != duplicates.end(); ++duplicate) {
    if (duplicate->unreadable || !duplicate->assignments.empty()) continue;
    const bool was_answered = std::find(job.posted.begin(), job.posted.end(), duplicate->id) != job.posted.end();
    if (!was_answered && (guesses == 0 || !looks_sent(run, job, *duplicate))) continue;
    if (!was_answered) --guesses;
    found.push_back(&*duplicate);
  }
  return found;
}

auto not_removed(const base::Error& error) -> WriteEnd { return {WriteState::Ending::NotHappened, error}; }

/// The journal goes on with the job's own write afterwards, and not with the duplicate's end.
auto remove_duplicate(ApplyRun& run, Job& job, const object::Live& duplicate) -> WriteEnd {
  const auto intent = job.last_intent;
  const auto hash = job.result_hash;
  run.tenant.await_turn();
  const auto now = run.read(object::address_of(duplicate));
  if (!now.ok()) return now.error().kind == base::ErrorKind::NotFound ? WriteEnd{} : not_removed(now.error());
  // Somebody has taken it for theirs since the list was read.
  const bool may_be_assigned = now.value().unreadable || !now.value().assignments.empty();
  if (may_be_assigned || content_hash(now.value()) != content_hash(duplicate)) return {};
  auto end = remove(run, job, now.value());
  if (end.ending == WriteState::Ending::Awaits)
    end.error.message =
        fmt::format("a second object was made (id `{}`), and its deletion {}", duplicate.id, end.error.message);
  job.last_intent = intent;
  job.result_hash = hash;
  return end;
}

auto resolve(ApplyRun& run, Job& job, const std::vector<object::Live>& duplicates) -> void {
  const auto& winner = duplicates.front();
  for (const auto* duplicate : removable(run, job, duplicates)) {
    if (const auto end = remove_duplicate(run, job, *duplicate); !end.ok()) return run.end_failed(job, end.error);
  }
  const bool is_ours = base::equal_folded(winner.id, job.id);
  if (!is_ours) job.last_intent = 0;  // it was not this run that made the winner, as far as the journal can say
  job.id = winner.id;
  job.live = winner;
  if (is_ours || mismatched_paths(winner.object, run.with_secrets(job.wanted)).empty()) return;
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
  auto jobs = run.open(kinds, {Action::Create, Action::Replace});
  std::erase_if(jobs, [](const Job* job) { return job->id.empty(); });
  if (jobs.empty() || !run.can_go_on()) return;
  const auto lives = list_that_shows(run, jobs);
  for (auto* job : jobs) {
    if (lives.ok()) {
      resolve(run, *job, duplicates_of(run, *job, lives.value()));
    } else {
      run.end_failed(*job, lives.error());
    }
  }
}

}  // namespace pinwright::plan
