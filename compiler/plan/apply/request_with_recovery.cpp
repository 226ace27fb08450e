#include "plan/apply/request_with_recovery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "object/canonical.hpp"
#include "plan/apply/mismatches.hpp"
#include "plan/journal/live_records.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"

namespace pinwright::plan {

namespace {

constexpr int kTries = 2;

auto begin_write(ApplyRun& run, Job& job, Write write, std::string id, const object::Live* before) -> base::Status {
  if (!run.can_go_on()) return base::Error{"the run was stopped", {}, base::ErrorKind::Interrupted};
  Intent intent{run.plan.name, run.plan.tenant_id, job.change->kind, job.change->key, std::move(id), write, {}};
  if (before != nullptr) intent.before = without_secrets(*before, *job.change);
  const auto number = run.journal.begin(intent);
  if (!number.ok()) return number.error();
  job.last_intent = number.value();
  job.result_hash.clear();
  job.result_state.clear();
  run.observer.writing(run.plan.name, *job.change, word(write));
  return base::Done{};
}

/// A line that cannot be written stops the next write: a journal that failed refuses every intent.
auto end_write(ApplyRun& run, const Job& job, std::string outcome, std::string id, std::string message = {}) -> void {
  Entry entry;
  entry.number = job.last_intent;
  entry.is_intent = false;
  entry.outcome = std::move(outcome);
  entry.id = std::move(id);
  entry.live_hash = job.result_hash;
  entry.state_hash = job.result_state;
  entry.message = run.without_secrets({std::move(message), {}}).message;
  static_cast<void>(run.journal.end(job.last_intent, entry).ok());
}

auto count_write(ApplyRun& run, Job& job) -> void {
  ++job.writes;
  run.note_write();
}

auto end_done(ApplyRun& run, Job& job, const Attempt& attempt, std::string message = {}) -> void {
  count_write(run, job);
  job.result_state = attempt.leaves;
  end_write(run, job, "done", attempt.before.id, std::move(message));
}

auto judge(ApplyRun& run, const Job& job, const Attempt& attempt) -> WriteOutcome {
  const auto live = run.read(job.change->kind, attempt.before.id);
  if (live.ok()) return attempt.judge(&live.value());
  return live.error().kind == base::ErrorKind::NotFound ? attempt.judge(nullptr) : WriteOutcome::Other;
}

/// After a lost answer: true when the write is to be tried again.
auto is_undone(ApplyRun& run, Job& job, const Attempt& attempt, const base::Error& error) -> bool {
  const auto landed = judge(run, job, attempt);
  if (landed == WriteOutcome::Undone) {
    end_write(run, job, "failed", attempt.before.id, error.message);
    return true;
  }
  if (landed == WriteOutcome::Done) {
    end_done(run, job, attempt, "no answer came; it was found to be done");
  } else {
    run.note_write();
    job.in_doubt = true;
    end_write(run, job, "unclear", attempt.before.id, error.message);
  }
  return false;
}

auto with_marker_of(const Job& job, const std::vector<object::Live>& lives) -> std::optional<object::Live> {
  const auto marker = marker_in(job.wanted);
  const auto found = std::find_if(lives.begin(), lives.end(), [&](const object::Live& live) {
    const auto other = marker_in(live.object);
    return object::kind_of(live.object) == job.change->kind && marker && other && is_same_object(*marker, *other);
  });
  return found != lives.end() ? std::optional(*found) : std::nullopt;
}

/// The object of a POST without answer, or nothing when the tenant shows none. An Error: it could not be asked.
auto look_for(ApplyRun& run, Job& job) -> base::Result<std::optional<object::Live>> {
  base::Result<std::optional<object::Live>> found = std::optional<object::Live>();
  for (const auto pause : kPollDelays) {
    run.wait(pause);
    const auto lives = run.list({&job});
    found = lives.ok() ? base::Result(with_marker_of(job, lives.value())) : lives.error();
    if (found.ok() && found.value()) break;
    if (!run.can_go_on()) break;
  }
  return found;
}

auto accept(ApplyRun& run, Job& job, object::Live live) -> void {
  count_write(run, job);
  job.in_doubt = false;
  job.id = live.id;
  job.result_hash = object::live_hash(live);
  job.live = std::move(live);
}

/// True when the object was found after all; else the POST may be sent once more, if `error` is empty.
auto find_lost_post(ApplyRun& run, Job& job, const base::Error& error) -> base::Result<bool> {
  run.note_write();
  ++job.lost_posts;
  job.in_doubt = true;
  auto found = look_for(run, job);
  if (found.ok() && found.value()) {
    accept(run, job, *std::move(found).value());
    end_write(run, job, "done", job.id, "no answer came; its marker was found");
    return true;
  }
  end_write(run, job, "unclear", {}, error.message);
  if (!found.ok()) return error;
  return false;
}

}  // namespace

auto send_with_recovery(ApplyRun& run, Job& job, const Attempt& attempt) -> base::Status {
  std::optional<base::Error> lost;
  for (int i = 0; i < kTries; ++i) {
    if (auto begun = begin_write(run, job, attempt.write, attempt.before.id, &attempt.before); !begun.ok()) {
      return lost ? *lost : begun.error();
    }
    const auto sent = attempt.send();
    if (sent.ok()) {
      end_done(run, job, attempt);
      return base::Done{};
    }
    if (sent.error().kind != base::ErrorKind::Unclear) {
      end_write(run, job, "failed", attempt.before.id, sent.error().message);
      return sent.error();
    }
    lost = sent.error();
    if (!is_undone(run, job, attempt, *lost)) return job.in_doubt ? base::Status(*lost) : base::Done{};
  }
  return *lost;
}

auto post(ApplyRun& run, Job& job) -> base::Status {
  std::optional<base::Error> lost;
  for (int i = 0; i < kTries; ++i) {
    if (auto begun = begin_write(run, job, Write::Create, {}, nullptr); !begun.ok())
      return lost ? *lost : begun.error();
    auto made = run.tenant.create(run.with_secrets(job.wanted));
    if (made.ok()) {
      job.posted.push_back(made.value().id);
      accept(run, job, std::move(made).value());
      end_write(run, job, "done", job.id);
      return base::Done{};
    }
    if (made.error().kind != base::ErrorKind::Unclear) {
      end_write(run, job, "failed", {}, made.error().message);
      return made.error();
    }
    lost = made.error();
    const auto found = find_lost_post(run, job, *lost);
    if (!found.ok()) return found.error();
    if (found.value()) return base::Done{};
  }
  return *lost;
}

auto remove(ApplyRun& run, Job& job, const object::Live& live) -> base::Status {
  Attempt attempt;
  attempt.write = Write::Remove;
  attempt.before = live;
  attempt.send = [&]() -> base::Status {
    auto sent = run.tenant.remove(job.change->kind, live.id);
    const bool is_gone = !sent.ok() && sent.error().kind == base::ErrorKind::NotFound;
    return is_gone ? base::Status(base::Done{}) : sent;
  };
  attempt.judge = [&](const object::Live* now) {
    if (now == nullptr) return WriteOutcome::Done;
    return content_hash(*now) == content_hash(live) ? WriteOutcome::Undone : WriteOutcome::Other;
  };
  return send_with_recovery(run, job, attempt);
}

auto is_as_wanted(const ApplyRun& run, const Job& job, const object::Live& live) -> bool {
  return mismatched_paths(live, run.with_secrets(job.wanted), *job.change, job.assignments).empty();
}

auto record_result(ApplyRun& run, Job& job) -> void {
  if (!run.can_go_on()) return;
  const auto live = run.read(job.change->kind, job.id);
  if (live.ok() && is_as_wanted(run, job, live.value())) record_result(run, job, live.value());
}

auto record_result(ApplyRun& run, Job& job, const object::Live& live) -> void {
  const auto hash = object::live_hash(live);
  if (job.last_intent == 0 || job.result_hash == hash) return;
  job.result_hash = hash;
  end_write(run, job, "done", job.id);
}

auto content_outcome(const object::Live* live, const object::Live& before, const object::Object& wanted)
    -> WriteOutcome {
  if (live == nullptr) return WriteOutcome::Other;
  // First whether nothing happened: where only encrypted values differ nothing tells, and to write again does no harm.
  if (mismatched_paths(live->object, before.object).empty()) return WriteOutcome::Undone;
  return mismatched_paths(live->object, wanted).empty() ? WriteOutcome::Done : WriteOutcome::Other;
}

}  // namespace pinwright::plan
