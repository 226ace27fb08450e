#include "plan/apply/duplicates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "object/canonical.hpp"
#include "plan/apply/mismatches.hpp"
#include "plan/apply/poll_delays.hpp"
#include "plan/apply/single_write.hpp"
#include "plan/live_index.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"

namespace pinwright::plan {

namespace {

auto index_of(const ApplyRun& run, const std::vector<object::Live>& lives) -> LiveIndex {
  return {lives, run.options.workspace, run.plan.tenant_id};
}

auto shows_all(const ApplyRun& run, const std::vector<object::Live>& lives, const std::vector<Job*>& jobs) -> bool {
  const auto index = index_of(run, lives);
  return std::all_of(jobs.begin(), jobs.end(),
                     [&](const Job* job) { return index.find(job->change->kind, job->id) != nullptr; });
}

/// A list may be older than our POST: asked again until it shows all that we made, then taken as it is.
auto list_that_shows(ApplyRun& run, const std::vector<Job*>& jobs) -> base::Result<std::vector<object::Live>> {
  auto lives = run.list(jobs);
  for (const auto pause : kNewObjectDelays) {
    if ((lives.ok() && shows_all(run, lives.value(), jobs)) || !run.can_go_on()) break;
    run.wait(pause);
    lives = run.list(jobs);
  }
  return lives;
}

/// All objects with the marker of the job, the winner first. Ours is among them even where the list does not show it.
auto duplicates_of(const ApplyRun& run, const Job& job, const LiveIndex& lives) -> std::vector<object::Live> {
  std::vector<object::Live> duplicates;
  const auto* own = lives.find(job.change->kind, job.id);
  duplicates.push_back(own != nullptr ? *own : *job.live);
  for (const auto* live : lives.owned(job.change->kind, job.change->key)) {
    if (live != own && is_of_job(run, job, *live)) duplicates.push_back(*live);
  }
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

/// nullopt: it was left alone. The journal goes on with the job's own write afterwards, and not with the duplicate's
/// end.
auto remove_duplicate(ApplyRun& run, Job& job, const object::Live& duplicate) -> std::optional<WriteEnd> {
  const auto intent = job.last_intent;
  const auto hash = job.result_hash;
  run.tenant.await_turn();
  const auto now = run.read(object::address_of(duplicate));
  if (!now.ok()) return now.error().kind == base::ErrorKind::NotFound ? WriteEnd{} : not_removed(now.error());
  // Somebody has taken it for theirs since the list was read.
  const bool may_be_assigned = now.value().unreadable || !now.value().assignments.empty();
  if (may_be_assigned || content_hash(now.value()) != content_hash(duplicate)) return std::nullopt;
  auto end = remove(run, job, now.value());
  if (end.ending == WriteState::Ending::Awaits)
    end.error.message =
        fmt::format("a second object was made (id `{}`), and its deletion {}", duplicate.id, end.error.message);
  job.last_intent = intent;
  job.result_hash = hash;
  return end;
}

/// What this run made beside the winner, as far as answers said so, and that is still there.
auto own_ids(const Job& job, const std::vector<object::Live>& duplicates, const std::set<std::string>& removed)
    -> std::vector<std::string> {
  std::vector<std::string> own;
  for (auto duplicate = std::next(duplicates.begin()); duplicate != duplicates.end(); ++duplicate) {
    const auto& one = *duplicate;
    const bool is_own = base::equal_folded(one.id, job.id) ||
                        std::find(job.posted.begin(), job.posted.end(), one.id) != job.posted.end();
    if (is_own && !removed.contains(one.id)) own.push_back(one.id);
  }
  return own;
}

/// Somebody made another one first.
auto end_lost(ApplyRun& run, Job& job, const object::Live& winner, const std::vector<std::string>& own) -> void {
  std::string what = "was created by another run at the same time, and differently";
  if (own.empty()) {
    job.writes = 0;  // what was posted is gone again
  } else {
    what +=
        fmt::format(" (id `{}`); what this run made stays beside it (id `{}`)", winner.id, base::joined(own, "`, `"));
  }
  run.end_stale(job, what);
}

auto resolve(ApplyRun& run, Job& job, const std::vector<object::Live>& duplicates) -> void {
  const auto& winner = duplicates.front();
  std::set<std::string> removed;
  for (const auto* duplicate : removable(run, job, duplicates)) {
    const auto end = remove_duplicate(run, job, *duplicate);
    if (end && !end->ok()) return run.end_failed(job, end->error);
    if (end) removed.insert(duplicate->id);
  }
  const auto own = own_ids(job, duplicates, removed);
  const bool is_ours = base::equal_folded(winner.id, job.id);
  if (!is_ours) job.last_intent = 0;  // it was not this run that made the winner, as far as the journal can say
  job.id = winner.id;
  job.live = winner;
  if (is_ours || mismatched_paths(winner.object, run.with_secrets(job.wanted)).empty()) return;
  end_lost(run, job, winner, own);
}

}  // namespace

auto resolve_duplicates(ApplyRun& run, std::initializer_list<object::Kind> kinds) -> void {
  auto jobs = run.open(kinds, {Action::Create, Action::Replace});
  std::erase_if(jobs, [](const Job* job) { return job->id.empty(); });
  if (jobs.empty() || !run.can_go_on()) return;
  const auto lives = list_that_shows(run, jobs);
  if (!lives.ok()) {
    for (auto* job : jobs) run.end_failed(*job, lives.error());
    return;
  }
  const auto index = index_of(run, lives.value());
  for (auto* job : jobs) resolve(run, *job, duplicates_of(run, *job, index));
}

}  // namespace pinwright::plan
