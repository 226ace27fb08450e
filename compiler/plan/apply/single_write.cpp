#include "plan/apply/single_write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_line.hpp"
#include "base/stopped.hpp"
#include "object/canonical.hpp"
#include "object/to_graph.hpp"
#include "plan/apply/approval.hpp"
#include "plan/apply/mismatches.hpp"
#include "plan/journal/live_records.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

using Ending = WriteState::Ending;
using Next = WriteState::Next;

/// A line that cannot be written stops the next write: a journal that failed refuses every intent.
auto end_write(ApplyRun& run, const Job& job, WriteOutcome outcome, std::string id, std::string message = {},
               std::optional<ApprovalNote> approval = {}) -> void {
  Entry entry;
  entry.number = job.last_intent;
  entry.is_intent = false;
  entry.outcome = outcome;
  entry.id = std::move(id);
  entry.live_hash = job.result_hash;
  entry.state_hash = job.result_state;
  entry.not_as_written = job.result_is_other;
  entry.message = run.without_secrets({std::move(message), {}}).message;
  entry.approval = std::move(approval);
  static_cast<void>(run.journal.end(job.last_intent, entry).ok());
}

class Carrier {
 public:
  Carrier(ApplyRun& run, Job& job, Attempt attempt)
      : run_(run), job_(job), attempt_(std::move(attempt)), state_(attempt_.rules) {}

  auto run(Start start) -> WriteEnd {
    permit_ = permit_for(run_, job_, attempt_);
    if (permit_.kind == Permit::Kind::Refused) return {Ending::NotHappened, permit_.error, {}, true};
    if (permit_.kind == Permit::Kind::Waits) return note_still_waiting();
    if (attempt_.rules.may_be_there) {
      if (auto begun = begin(); !begun.ok()) return {Ending::NotHappened, begun.error()};
    }
    if (start == Start::Compared && !permit_.took_time) state_.compared(Seen::AsBefore);
    while (state_.next() != Next::Nothing) step();
    job_.lost_posts += attempt_.rules.makes ? state_.lost() : 0;
    if (state_.ending() == Ending::Awaits) return waiting();
    if (state_.ending() == Ending::InDoubt) {
      run_.note_write();
      job_.in_doubt = true;
    }
    return {state_.ending(), std::move(error_), {}, is_unapproved_ && state_.ending() == Ending::NotHappened};
  }

 private:
  auto step() -> void {
    switch (state_.next()) {
      case Next::Compare:
        return compare();
      case Next::Send:
        return send();
      case Next::Pause:
        run_.wait(state_.pause());
        if (!run_.can_go_on()) return stop(base::stopped());
        return state_.paused();
      case Next::ReadBack:
        return read_back();
      case Next::Nothing:
        return;
    }
  }

  /// What is in the air stays unclear, and its own error says more.
  auto stop(base::Error error) -> void {
    state_.stopped();
    if (!state_.is_unclear() || error_.message.empty()) error_ = std::move(error);
    close();
  }

  auto compare() -> void {
    if (!run_.can_go_on()) return stop(base::stopped());
    run_.tenant.await_turn();
    state_.compared(attempt_.compare(attempt_, state_));
    if (state_.next() != Next::Nothing) return;
    if (state_.ending() == Ending::Done && state_.is_unclear()) count_found();
    if (state_.ending() == Ending::Stale) error_ = {attempt_.changed, {}, base::ErrorKind::Refused};
    if (state_.ending() == Ending::NotHappened && attempt_.unreadable) error_ = *attempt_.unreadable;
  }

  /// The journal of this run says it too: an earlier one may not be kept.
  auto note_still_waiting() -> WriteEnd {
    if (auto begun = begin(); !begun.ok()) return {Ending::NotHappened, begun.error()};
    end_write(run_, job_, WriteOutcome::AwaitingApproval, id(), {}, permit_.note);
    is_open_ = false;
    return {Ending::Awaits, waiting_error(permit_.note), permit_.note.expires};
  }

  /// What the answer told is noted; now for what it did not.
  auto waiting() -> WriteEnd {
    auto& note = permit_.note;
    complete(run_, job_, attempt_, note);
    end_write(run_, job_, WriteOutcome::AwaitingApproval, id(), {}, note);
    return {Ending::Awaits, waiting_error(note), note.expires};
  }

  auto send() -> void {
    if (!run_.can_go_on()) return stop(base::stopped());
    if (auto begun = begin(); !begun.ok()) return stop(begun.error());
    const bool has_code = !permit_.code.empty();
    const Consent consent{has_code ? std::string() : justification_for(run_, job_, attempt_), permit_.code};
    auto answer = attempt_.send(consent);
    if (answer.meaning == Meaning::Waits) permit_.note = note_of(run_, attempt_, code_of(answer));
    is_unapproved_ = answer.asks_justification || (has_code && is_no(answer));
    if (answer.asks_justification) answer.error = unjustified_error();
    state_.answered(answer.meaning, answer.may_pass);
    if (answer.ok()) return end_done(std::move(answer));
    error_ = std::move(answer.error);
    const bool is_known = state_.next() == Next::Nothing || state_.next() == Next::Compare;
    if (is_known) close();
  }

  [[nodiscard]] static auto is_no(const WriteAnswer& answer) -> bool {
    return !answer.ok() &&
           (answer.error.kind == base::ErrorKind::Refused || answer.error.kind == base::ErrorKind::Forbidden);
  }

  [[nodiscard]] auto code_of(const WriteAnswer& answer) const -> std::string {
    return answer.approval_code.empty() ? permit_.code : answer.approval_code;
  }

  auto begin() -> base::Status {
    Intent intent{run_.plan.name, run_.plan.tenant_id, job_.change->kind, job_.change->key, id(), attempt_.write, {}};
    intent.name = job_.change->name;
    intent.target = target_of(*job_.change);
    intent.leaves = attempt_.leaves;
    if (attempt_.before) intent.before = without_secrets(*attempt_.before, *job_.change);
    const auto number = run_.journal.begin(intent);
    if (!number.ok()) return number.error();
    job_.last_intent = number.value();
    job_.result_hash.clear();
    job_.result_state.clear();
    job_.result_is_other = false;
    is_open_ = true;
    run_.observer.writing(run_.plan.name, *job_.change, word(attempt_.write));
    return base::Done{};
  }

  auto read_back() -> void {
    const auto seen = attempt_.read_back();
    // A 404 to the write says that it is gone; the look says that it is not.
    if (seen != Seen::Missing && error_.kind == base::ErrorKind::NotFound) error_.kind = base::ErrorKind::Refused;
    state_.read_back(seen);
    if (state_.next() == Next::ReadBack || (state_.next() == Next::Pause && attempt_.rules.makes)) return;
    if (state_.next() == Next::Nothing && state_.ending() == Ending::Done) return count_found();
    close();
  }

  auto end_done(WriteAnswer answer) -> void {
    count();
    job_.result_state = state_left();
    if (answer.made) {
      job_.posted.push_back(answer.made->id);
      job_.accept(*std::move(answer.made));
    }
    end_write(run_, job_, WriteOutcome::Done, id());
    is_open_ = false;
  }

  /// An unclear write was found to be done.
  auto count_found() -> void {
    count();
    if (attempt_.before) job_.result_state = state_left();
    end_write(run_, job_, WriteOutcome::Done, id(), "no answer told; it was found to be done");
    is_open_ = false;
  }

  /// Follows from what stood before and what was sent; empty: Intune may hold it in more than one way.
  [[nodiscard]] auto state_left() const -> std::string {
    return attempt_.leaves.size() == 1 ? attempt_.leaves.front() : std::string();
  }

  auto count() -> void {
    std::erase_if(run_.approvals, [&](const PendingApproval& one) { return one.note.code == permit_.code; });
    ++job_.writes;
    run_.note_write();
  }

  /// The last intent gets an outcome: nothing was done, or nobody knows.
  auto close() -> void {
    if (!std::exchange(is_open_, false)) return;
    const bool is_settled = state_.next() == Next::Nothing;
    if (is_settled && state_.ending() == Ending::Awaits)
      return end_write(run_, job_, WriteOutcome::AwaitingApproval, id(), {}, permit_.note);
    const bool may_be_there = attempt_.rules.makes && state_.is_unclear();
    const bool is_doubtful = may_be_there || (is_settled && state_.ending() == Ending::InDoubt);
    end_write(run_, job_, is_doubtful ? WriteOutcome::Unclear : WriteOutcome::Failed,
              attempt_.before ? attempt_.before->id : std::string(), error_.message);
  }

  [[nodiscard]] auto id() const -> std::string { return attempt_.before ? attempt_.before->id : job_.id; }

  ApplyRun& run_;
  Job& job_;
  Attempt attempt_;
  WriteState state_;
  Permit permit_;
  base::Error error_;
  bool is_unapproved_ = false;  // the last answer was a no to an approval, or for want of one
  bool is_open_ = false;        // an intent without outcome
};

auto with_marker_of(const ApplyRun& run, const Job& job, const std::vector<object::Live>& lives)
    -> const object::Live* {
  const auto found =
      std::find_if(lives.begin(), lives.end(), [&](const object::Live& live) { return is_of_job(run, job, live); });
  return found == lives.end() ? nullptr : &*found;
}

auto look_for_conflict(ApplyRun& run, Job& job, Attempt& attempt, const WriteState& state) -> Seen {
  const auto lives = run.list({&job});
  if (!lives.ok()) {
    attempt.unreadable = lives.error();
    return Seen::Unreadable;
  }
  if (const auto* own = state.is_unclear() ? with_marker_of(run, job, lives.value()) : nullptr) {
    job.accept(*own);
    return Seen::AsWanted;
  }
  const auto conflict =
      find_conflicting(*job.change, LiveIndex(lives.value(), run.options.workspace, run.plan.tenant_id));
  if (!conflict) return Seen::AsBefore;
  attempt.changed = *conflict;
  return Seen::Otherwise;
}

/// The content was not written by anybody else since the job's object was read, as far as version and marker tell.
auto may_be_own(const Job& job, const object::Live& live) -> bool {
  const bool had_one_write = makes_object(job.change->action) && job.assignments.empty();
  return job.live && live.version <= job.live->version + (had_one_write ? 0 : 1) &&
         marker_in(live.object) == marker_in(job.wanted);
}

/// Nobody but this run has brought the object to what `live` shows. What has no version tells it by its state alone.
auto is_own(const Job& job, const object::Live& live) -> bool {
  if (object::live_hash(live) == job.result_hash) return true;
  return may_be_own(job, live) && (job.live->version > 0 || state_hash(live) == job.result_state);
}

auto note_result(ApplyRun& run, Job& job, const object::Live& live, bool is_other) -> void {
  job.result_hash = object::live_hash(live);
  job.result_state = state_hash(live);
  job.result_is_other = is_other;
  end_write(run, job, WriteOutcome::Done, job.id);
}

/// Of a removal.
auto gone_is_wanted(Attempt& attempt, const base::Error& error) -> Seen {
  if (error.kind == base::ErrorKind::NotFound) return Seen::AsWanted;
  attempt.unreadable = error;
  return Seen::Unreadable;
}

/// Of this run, whose object it is whatever it looks like; or of an earlier one, with the files of then.
auto look_for_lost(ApplyRun& run, Job& job, bool is_of_earlier_run) -> Seen {
  const auto lives = run.list({&job});
  if (!lives.ok()) return Seen::Unreadable;
  const auto* own = with_marker_of(run, job, lives.value());
  if (own == nullptr) return Seen::AsBefore;
  if (is_of_earlier_run && !mismatched_paths(own->object, run.with_secrets(job.wanted)).empty()) return Seen::Otherwise;
  job.accept(*own);
  return Seen::AsWanted;
}

}  // namespace

auto run_attempt(ApplyRun& run, Job& job, Attempt attempt, Start start) -> WriteEnd {
  return Carrier(run, job, std::move(attempt)).run(start);
}

auto post(ApplyRun& run, Job& job) -> WriteEnd {
  Attempt attempt;
  attempt.write = Write::Create;
  attempt.rules.makes = true;
  attempt.rules.may_be_there = run.may_be_there(job);
  // A twin of a group cannot be taken away again: groups are never deleted.
  attempt.rules.repeats = job.change->kind != object::Kind::Group;
  attempt.compare = [&](Attempt& one, const WriteState& state) { return look_for_conflict(run, job, one, state); };
  bool is_of_earlier_run = attempt.rules.may_be_there;
  attempt.send = [&](const Consent& consent) {
    is_of_earlier_run = false;
    return run.tenant.create(run.with_secrets(job.wanted), consent);
  };
  attempt.body = [&] {
    return SentBody{base::json_line(object::to_graph(job.wanted)),
                    base::json_line(object::to_graph(run.with_secrets(job.wanted)))};
  };
  attempt.read_back = [&] { return look_for_lost(run, job, is_of_earlier_run); };
  const bool is_old = run.tenant.await_turn() || attempt.rules.may_be_there;
  return run_attempt(run, job, std::move(attempt), is_old ? Start::Compare : Start::Compared);
}

auto remove(ApplyRun& run, Job& job, const object::Live& live) -> WriteEnd {
  Attempt attempt;
  attempt.write = Write::Remove;
  attempt.rules.removes = true;
  attempt.before = live;
  const auto address = object::address_of(live);
  attempt.compare = [&run, address, live](Attempt& one, const WriteState& /*state*/) {
    const auto now = run.read(address);
    if (!now.ok()) return gone_is_wanted(one, now.error());
    one.changed = "was changed after the plan was made";
    return object::live_hash(now.value()) == object::live_hash(live) ? Seen::AsBefore : Seen::Otherwise;
  };
  attempt.send = [&run, address](const Consent& consent) { return run.tenant.remove(address, consent); };
  attempt.body = [] { return SentBody{}; };
  attempt.read_back = [&run, address, live] {
    const auto now = run.read(address);
    if (!now.ok()) return now.error().kind == base::ErrorKind::NotFound ? Seen::AsWanted : Seen::Unreadable;
    return content_hash(now.value()) == content_hash(live) ? Seen::AsBefore : Seen::Otherwise;
  };
  return run_attempt(run, job, std::move(attempt), Start::Compared);
}

auto conclude(ApplyRun& run, Job& job, const WriteEnd& end) -> void {
  switch (end.ending) {
    case Ending::Done:
      job.stage = Job::Stage::Written;
      return;
    case Ending::Stale:
      return run.end_stale(job, end.error.message);
    case Ending::Awaits:
      return run.end_awaiting(job, end.error, end.expires);
    case Ending::NotHappened:
    case Ending::InDoubt:
      if (end.is_unapproved) return run.end_unapproved(job, end.error);
      if (end.error.kind == base::ErrorKind::NotFound && !makes_object(job.change->action))
        return run.end_stale(job, "is gone since the plan was made");
      return run.end_failed(job, end.error);
  }
}

auto is_as_wanted(const ApplyRun& run, const Job& job, const object::Live& live) -> bool {
  return mismatched_paths(live, run.with_secrets(job.wanted), *job.change, job.assignments).empty();
}

auto record_result(ApplyRun& run, Job& job) -> void {
  if (!run.can_go_on()) return;
  const auto live = run.read(job.address());
  if (!live.ok()) return;
  if (is_as_wanted(run, job, live.value())) return record_result(run, job, live.value());
  // It may be late to show the write, or keep something else than was sent: the last look tells.
  const bool shows_write = object::live_hash(live.value()) != object::live_hash(*job.live);
  if (shows_write && may_be_own(job, live.value())) note_result(run, job, live.value(), true);
}

auto record_result(ApplyRun& run, Job& job, const object::Live& live) -> void {
  const bool is_noted = job.result_hash == object::live_hash(live) && !job.result_is_other;
  if (job.last_intent != 0 && !is_noted) note_result(run, job, live, false);
}

auto record_mismatch(ApplyRun& run, Job& job, const object::Live* live) -> void {
  if (job.last_intent == 0) return;
  if (live != nullptr && is_own(job, *live)) return note_result(run, job, *live, true);
  job.result_hash.clear();
  job.result_state.clear();
  job.result_is_other = true;
  end_write(run, job, WriteOutcome::Done, job.id);
}

auto content_seen(const object::Live& live, const object::Live& before, const object::Object& wanted) -> Seen {
  const bool is_as_before = mismatched_paths(live.object, before.object).empty();
  const bool is_as_wanted = mismatched_paths(live.object, wanted).empty();
  // Where only encrypted values differ it shows both: version and time tell whether it was written to.
  const bool is_untouched = live.version == before.version && live.last_modified == before.last_modified;
  if (is_as_before && (is_untouched || !is_as_wanted)) return Seen::AsBefore;
  return is_as_wanted ? Seen::AsWanted : Seen::Otherwise;
}

auto seen_of(const base::Error& error) -> Seen {
  return error.kind == base::ErrorKind::NotFound ? Seen::Missing : Seen::Unreadable;
}

}  // namespace pinwright::plan
