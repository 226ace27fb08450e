#include "plan/apply/write_state.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "plan/apply/poll_delays.hpp"

namespace pinwright::plan {

namespace {

using enum Meaning;
using std::chrono::seconds;

constexpr std::string_view kGraphErrors = "learn.microsoft.com/graph/errors";
constexpr std::string_view kHttp = "RFC 9110, 9.2.2 and 15";
constexpr std::string_view kThrottling = "learn.microsoft.com/graph/throttling";
constexpr std::string_view kApproval =
    "learn.microsoft.com/intune/fundamentals/role-based-access-control/multi-admin-approval-graph-api";

/// "400" and its kin come with Graph's JSON error and a request-id; without them the row `an answer of something else`
/// holds.
constexpr std::array kRows{
    AnswerRow{"no connection", DidNotHappen, DidNotHappen, DidNotHappen, DidNotHappen, true, kHttp},
    AnswerRow{"no answer", ReadBack, ReadBack, ReadBack, ReadBack, true, kHttp},
    AnswerRow{"approval is waited for", Waits, Waits, Waits, Waits, false, kApproval},
    AnswerRow{"a justification is asked for", DidNotHappen, DidNotHappen, DidNotHappen, DidNotHappen, false, kApproval},
    AnswerRow{"2xx", Done, Done, Done, Done, false, kHttp},
    AnswerRow{"400", OneLook, OneLook, OneLook, OneLook, false, kGraphErrors},
    AnswerRow{"401", DidNotHappen, DidNotHappen, DidNotHappen, DidNotHappen, false, kGraphErrors},
    AnswerRow{"403", DidNotHappen, DidNotHappen, DidNotHappen, DidNotHappen, false, kGraphErrors},
    AnswerRow{"404", DidNotHappen, ReadBack, ReadBack, Done, false, kGraphErrors},
    AnswerRow{"405", DidNotHappen, DidNotHappen, DidNotHappen, DidNotHappen, false, kGraphErrors},
    AnswerRow{"408", ReadBack, ReadBack, ReadBack, ReadBack, true, kHttp},
    AnswerRow{"409", ReadBack, ReadBack, ReadBack, ReadBack, false, kGraphErrors},
    AnswerRow{"412", DidNotHappen, DidNotHappen, DidNotHappen, DidNotHappen, false, kGraphErrors},
    AnswerRow{"413", DidNotHappen, DidNotHappen, DidNotHappen, DidNotHappen, false, kGraphErrors},
    AnswerRow{"415", DidNotHappen, DidNotHappen, DidNotHappen, DidNotHappen, false, kGraphErrors},
    AnswerRow{"422", DidNotHappen, DidNotHappen, DidNotHappen, DidNotHappen, false, kGraphErrors},
    AnswerRow{"429", DidNotHappen, DidNotHappen, DidNotHappen, DidNotHappen, true, kThrottling},
    AnswerRow{"5xx", ReadBack, ReadBack, ReadBack, ReadBack, true, kGraphErrors},
    AnswerRow{"another status", ReadBack, ReadBack, ReadBack, ReadBack, false, kHttp},
    AnswerRow{"429 or 5xx of something else", ReadBack, ReadBack, ReadBack, ReadBack, true, kHttp},
    AnswerRow{"an answer of something else", ReadBack, ReadBack, ReadBack, ReadBack, false, kHttp},
};

constexpr auto name_of(long status) -> std::array<char, 3> {
  return {static_cast<char>('0' + status / 100 % 10), static_cast<char>('0' + status / 10 % 10),
          static_cast<char>('0' + status % 10)};
}

auto row_named(std::string_view answer) -> const AnswerRow* {
  const auto* const found =
      std::find_if(kRows.begin(), kRows.end(), [&](const AnswerRow& row) { return row.answer == answer; });
  return found == kRows.end() ? nullptr : found;
}

/// Two minutes, the time in which a new object or group gets known everywhere.
constexpr std::array kNewWaits{seconds(2), seconds(4), seconds(8), seconds(16), seconds(30), seconds(30), seconds(30)};
constexpr std::size_t kTransmissions = 2;  // that got lost

}  // namespace

auto word(Meaning meaning) -> std::string_view {
  switch (meaning) {
    case Done:
      return "done";
    case DidNotHappen:
      return "did not happen";
    case OneLook:
      return "one look";
    case ReadBack:
      return "read back";
    case Waits:
      return "waits";
  }
  return {};
}

auto answer_rows() -> std::span<const AnswerRow> { return kRows; }

auto row_for(const RawAnswer& answer) -> const AnswerRow& {
  if (answer.way == RawAnswer::Way::NotSent) return *row_named("no connection");
  if (answer.way == RawAnswer::Way::NoAnswer) return *row_named("no answer");
  const auto status = answer.status;
  if (!answer.is_of_graph) {
    const bool may_pass = status == 429 || status / 100 == 5;
    return *row_named(may_pass ? "429 or 5xx of something else" : "an answer of something else");
  }
  if (answer.awaits_approval) return *row_named("approval is waited for");
  if (answer.asks_justification) return *row_named("a justification is asked for");
  if (status / 100 == 2) return *row_named("2xx");
  if (status / 100 == 5) return *row_named("5xx");
  const auto name = name_of(status);
  const auto* const row = row_named(std::string_view(name.data(), name.size()));
  return row != nullptr ? *row : *row_named("another status");
}

auto meaning_in(const AnswerRow& row, Method method) -> Meaning {
  switch (method) {
    case Method::Post:
      return row.post;
    case Method::Action:
      return row.action;
    case Method::Patch:
      return row.patch;
    case Method::Delete:
      return row.remove;
  }
  return ReadBack;
}

WriteState::WriteState(WriteRules rules) : rules_(rules), inherited_(rules.may_be_there) {
  if (!inherited_) return;
  stage_ = Stage::ReadBack;
  next_ = Next::ReadBack;
}

auto WriteState::settle(Ending ending) -> void {
  stage_ = Stage::Settled;
  next_ = Next::Nothing;
  ending_ = ending;
}

auto WriteState::pause() const -> seconds {
  return after_pause_ == Next::ReadBack ? kPollDelays.at(looks_) : kNewWaits.at(new_waits_);
}

/// False: the waits are used up.
auto WriteState::pause_then(Next then) -> bool {
  const bool is_look = then == Next::ReadBack;
  if (is_look ? looks_ == kPollDelays.size() : new_waits_ == kNewWaits.size()) return false;
  after_pause_ = then;
  next_ = Next::Pause;
  return true;
}

auto WriteState::paused() -> void {
  assert(next_ == Next::Pause);
  ++(after_pause_ == Next::ReadBack ? looks_ : new_waits_);
  next_ = after_pause_;
  stage_ = next_ == Next::Compare ? Stage::Intended : Stage::ReadBack;
}

auto WriteState::compared(Seen seen) -> void {
  assert(next_ == Next::Compare);
  switch (seen) {
    case Seen::AsBefore:
      next_ = Next::Send;
      return;
    case Seen::AsWanted:
      return settle(unclear_ || rules_.removes ? Ending::Done : Ending::Stale);
    case Seen::Missing:
      if (rules_.is_new && pause_then(Next::Compare)) return;
      return settle(unclear_ ? Ending::InDoubt : Ending::Stale);
    case Seen::Otherwise:
      return settle(unclear_ ? Ending::InDoubt : Ending::Stale);
    case Seen::Unreadable:
      return settle(unclear_ ? Ending::InDoubt : Ending::NotHappened);
  }
}

auto WriteState::answered(Meaning meaning, bool may_pass) -> void {
  assert(next_ == Next::Send);
  stage_ = Stage::Sent;
  no_ = !may_pass;
  again_ = may_pass;
  is_early_ = (meaning == ReadBack && rules_.is_new) || (meaning == OneLook && rules_.names_new);
  waits_ = meaning == Waits;
  if (meaning == Done) return settle(Ending::Done);
  // An earlier transmission may have been carried out: then a look comes first.
  if (waits_ && !unclear_) return settle(Ending::Awaits);
  // "It did not happen" is concluded for the sole transmission of an intent.
  if (meaning == DidNotHappen && !unclear_) {
    if (!may_pass) return settle(Ending::NotHappened);
    stage_ = Stage::Intended;
    next_ = Next::Compare;
    return;
  }
  if (meaning == ReadBack) {
    unclear_ = true;
    ++lost_;
  }
  stage_ = Stage::Unclear;
  looks_ = 0;
  next_ = Next::ReadBack;
  // A list does not show at once what was made; what is asked for by its id is looked at right away.
  if (rules_.makes && unclear_) pause_then(Next::ReadBack);
}

/// The tenant shows that nothing was done.
auto WriteState::go_on_undone() -> void {
  if (waits_) return settle(Ending::Awaits);
  // Of what was made and is not seen nobody knows whether it will be.
  const auto ending = rules_.makes && unclear_ ? Ending::InDoubt : Ending::NotHappened;
  if (no_ && is_early_ && pause_then(Next::Compare)) return;
  if (!again_ || !rules_.repeats || lost_ >= kTransmissions) return settle(ending);
  stage_ = Stage::Intended;
  next_ = Next::Compare;
}

auto WriteState::read_back(Seen seen) -> void {
  assert(next_ == Next::ReadBack);
  stage_ = Stage::ReadBack;
  if (inherited_ && seen != Seen::AsWanted) return read_back_inherited(seen);
  switch (seen) {
    case Seen::AsWanted:
      return settle(Ending::Done);
    case Seen::AsBefore:
      if (rules_.makes && unclear_ && pause_then(Next::ReadBack)) return;
      return go_on_undone();
    case Seen::Missing:
      if (rules_.is_new && pause_then(Next::Compare)) return;
      return settle(no_ ? Ending::NotHappened : Ending::InDoubt);
    case Seen::Otherwise:
      return settle(unclear_ ? Ending::InDoubt : Ending::NotHappened);
    case Seen::Unreadable:
      if (rules_.makes && unclear_ && pause_then(Next::ReadBack)) return;
      return settle(unclear_ ? Ending::InDoubt : Ending::NotHappened);
  }
}

/// It is not seen, or it is not what is to be made: after the last look a Post begins as any other does.
auto WriteState::read_back_inherited(Seen seen) -> void {
  if (seen != Seen::Otherwise && pause_then(Next::ReadBack)) return;
  inherited_ = false;
  looks_ = 0;
  stage_ = Stage::Intended;
  next_ = Next::Compare;
}

auto WriteState::stopped() -> void { settle(unclear_ ? Ending::InDoubt : Ending::NotHappened); }

auto WriteState::fingerprint() const -> std::uint64_t {
  std::uint64_t number = 0;
  const auto add = [&](std::uint64_t value) { number = number * 16 + value; };
  add(static_cast<std::uint64_t>(stage_));
  add(static_cast<std::uint64_t>(next_));
  add(static_cast<std::uint64_t>(after_pause_));
  add(static_cast<std::uint64_t>(ending_));
  add((unclear_ ? 1U : 0U) + (again_ ? 2U : 0U) + (no_ ? 4U : 0U) + (is_early_ ? 8U : 0U));
  add((waits_ ? 1U : 0U) + (inherited_ ? 2U : 0U));
  add(lost_);
  add(looks_);
  add(new_waits_);
  return number;
}

}  // namespace pinwright::plan
