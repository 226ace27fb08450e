#include "plan/apply/update.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/json_line.hpp"
#include "object/canonical.hpp"
#include "object/to_graph.hpp"
#include "plan/apply/expected_state.hpp"
#include "plan/apply/fresh.hpp"
#include "plan/apply/mismatches.hpp"
#include "plan/apply/prepare.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"

namespace pinwright::plan {

namespace {

using object::Kind;

/// A look at the job's object before a write: what the plan saw, or what this job's earlier writes left.
auto compare_with_plan(ApplyRun& run, Job& job, Attempt& attempt) -> Seen {
  auto live = run.read(job.address());
  if (!live.ok()) {
    attempt.unreadable = live.error();
    const bool is_made = makes_object(job.change->action);
    attempt.changed = is_made ? "is not to be found, although this run created it" : "is gone since the plan was made";
    return seen_of(live.error());
  }
  if (auto unread = unread_since(*job.change, live.value())) {
    attempt.unreadable = *std::move(unread);
    return Seen::Unreadable;
  }
  if (const auto what = change_to(run, job, live.value())) {
    attempt.changed = *what;
    return Seen::Otherwise;
  }
  job.live = std::move(live).value();
  attempt.before = job.live;
  return Seen::AsBefore;
}

/// After a write of ours that got no answer version and times may be its doing: then it is judged as that is.
auto compare(ApplyRun& run, Job& job, Attempt& attempt, const WriteState& state) -> Seen {
  return state.is_unclear() ? attempt.read_back() : compare_with_plan(run, job, attempt);
}

auto send_assignments(ApplyRun& run, Job& job, WriteRules rules, Start start) -> WriteEnd {
  Attempt attempt;
  attempt.write = Write::Assign;
  attempt.rules = rules;
  attempt.before = job.live;
  auto after = *job.live;
  after.assignments = job.assignments;
  const auto left = state_hash(std::move(after));
  attempt.leaves = {left};
  attempt.compare = [&](Attempt& one, const WriteState& state) { return compare(run, job, one, state); };
  attempt.send = [&](const Consent& consent) { return run.tenant.assign(job.address(), job.assignments, consent); };
  attempt.body = [&] {
    const auto text = base::json_line(object::to_graph(job.assignments));
    return SentBody{text, text};
  };
  attempt.read_back = [&] {
    const auto now = run.read(job.address());
    if (!now.ok()) return seen_of(now.error());
    const bool is_other = !is_still_ours(run, *job.change, now.value()) ||
                          !mismatched_paths(now.value().object, job.live->object).empty();
    if (is_other) return Seen::Otherwise;
    const auto shown = object::canonical_assignments(now.value().assignments);
    if (shown == object::canonical_assignments(job.assignments)) return Seen::AsWanted;
    return shown == object::canonical_assignments(job.live->assignments) ? Seen::AsBefore : Seen::Otherwise;
  };
  auto end = run_attempt(run, job, attempt, start);
  if (end.ok()) job.was = left;
  return end;
}

auto content_text(Write write, const object::Object& object) -> std::string {
  return base::json_line(write == Write::Update ? object::to_graph_update(object) : object::to_graph_names(object));
}

auto send_content(ApplyRun& run, Job& job, Write write, Start start) -> WriteEnd {
  Attempt attempt;
  attempt.write = write;
  attempt.before = job.live;
  attempt.leaves = expected_states(write, *job.live, job.wanted);
  attempt.compare = [&](Attempt& one, const WriteState& state) { return compare(run, job, one, state); };
  const auto wanted = run.with_secrets(job.wanted);
  attempt.send = [&](const Consent& consent) {
    return write == Write::Update ? run.tenant.update(job.id, wanted, consent)
                                  : run.tenant.describe(job.id, wanted, consent);
  };
  attempt.body = [&] { return SentBody{content_text(write, job.wanted), content_text(write, wanted)}; };
  attempt.read_back = [&] {
    const auto now = run.read(job.address());
    return now.ok() ? content_seen(now.value(), *job.live, wanted) : seen_of(now.error());
  };
  return run_attempt(run, job, std::move(attempt), start);
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
  return job.change->writes_assignments() &&
         object::canonical_assignments(job.live->assignments) != object::canonical_assignments(job.assignments);
}

/// The assignments that were just written count as a change of the object, as its time tells.
auto has_new_time(ApplyRun& run, Job& job) -> bool {
  const auto before = job.live->last_modified;
  Attempt look;
  return compare_with_plan(run, job, look) == Seen::AsBefore && job.live->last_modified != before;
}

/// The time until the old object may go is counted from the last change of the new one, and nothing says that a new set
/// of assignments is one: where it is none, a description is.
auto needs_new_time(ApplyRun& run, Job& job) -> bool {
  const auto& change = *job.change;
  if (change.replaces.empty() || change.sections.assignments != Reason::Unfinished) return false;
  return job.was.empty() || !has_new_time(run, job);
}

/// The smallest write that makes the object as wanted; nullopt: it is.
auto content_write(ApplyRun& run, Job& job) -> std::optional<Write> {
  const auto& change = *job.change;
  if (writes_body(change)) return Write::Update;
  if (needs_new_time(run, job)) return Write::Describe;
  const bool is_described = change.sections.rest == Reason::None &&
                            marker_in(job.live->object) == marker_in(job.wanted) &&
                            text_without_marker(job.live->object) == text_without_marker(job.wanted);
  return is_described ? std::nullopt : std::optional(Write::Describe);
}

/// Takes a turn and reads the object again: the last moment before its first write. False: the job has ended.
auto is_fresh(ApplyRun& run, Job& job) -> bool {
  run.tenant.await_turn();
  Attempt look;
  switch (compare_with_plan(run, job, look)) {
    case Seen::AsBefore:
      return true;
    case Seen::Unreadable:
      run.end_failed(job, *look.unreadable);
      return false;
    case Seen::AsWanted:
    case Seen::Missing:
    case Seen::Otherwise:
      run.end_stale(job, look.changed);
      return false;
  }
  return false;
}

}  // namespace

auto assign(ApplyRun& run, Job& job, Start start) -> WriteEnd {
  WriteRules rules;
  rules.is_new = makes_object(job.change->action);
  rules.names_new = uses_made_group(job.assignments, run.made);
  return send_assignments(run, job, rules, start);
}

auto update_object(ApplyRun& run, Job& job) -> void {
  if (!run.begin(job) || !is_fresh(run, job) || !prepare(run, job)) return;
  auto start = Start::Compared;
  if (needs_assignments(job)) {
    if (const auto end = assign(run, job, start); !end.ok()) return conclude(run, job, end);
    job.live->assignments = job.assignments;
    start = Start::Compare;
  }
  WriteEnd end;
  if (const auto write = content_write(run, job)) {
    end = send_content(run, job, *write, start);
    if (end.ok()) record_result(run, job);
  }
  conclude(run, job, end);
}

auto update_policies(ApplyRun& run) -> void {
  for (auto* job : run.open({Kind::Policy}, {Action::Update, Action::Adopt})) update_object(run, *job);
  for (auto* job : run.open({Kind::Policy, Kind::Group, Kind::Filter}, {Action::Forget})) {
    update_object(run, *job);
  }
}

}  // namespace pinwright::plan
