#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "object/live.hpp"

/// What is known about one write, from its intent to certainty: which answer means what, and what is to be done next.
/// Here and nowhere else is concluded that a write did or did not happen.
namespace pinwright::plan {

// ---- what an answer means

/// The ways in which something is written.
enum class Method : std::uint8_t {
  Post,    ///< makes an object in a collection
  Action,  ///< POST on an object: /assign
  Patch,   ///< PATCH or PUT of an object
  Delete,
};

/// What follows from the answer to the only transmission of a write.
enum class Meaning : std::uint8_t {
  Done,
  DidNotHappen,
  OneLook,   ///< refused; one look at the object, without a wait, says whether that is all
  ReadBack,  ///< nothing follows: only reading the object tells
  Waits,     ///< for an approval: neither done nor undone
};
[[nodiscard]] auto word(Meaning meaning) -> std::string_view;  ///< "done", "did not happen", …

/// One answer as it came.
struct RawAnswer {
  enum class Way : std::uint8_t {
    NotSent,   ///< no connection: name, TCP or TLS failed before the request was sent whole
    NoAnswer,  ///< it was sent, and no whole answer came
    Answered,
  } way = Way::Answered;
  long status = 0;
  /// Of an error: Graph's JSON error and a request-id. Of a success: JSON, or no body. Else something that stands
  /// before the service has answered, or the service is broken.
  bool is_of_graph = false;
  bool awaits_approval = false;     ///< a request for approval is open, whatever the status
  bool asks_justification = false;  ///< approval is wanted, and the write did not say why: nothing is open
};

/// A row of the table. The first that fits an answer holds.
struct AnswerRow {
  std::string_view answer;  ///< as the table in docs/plan-and-apply.md names it
  Meaning post, action, patch, remove;
  bool may_pass;  ///< it is worth sending again, once it is known that nothing was done
  std::string_view source;
};
[[nodiscard]] auto answer_rows() -> std::span<const AnswerRow>;
[[nodiscard]] auto row_for(const RawAnswer& answer) -> const AnswerRow&;
[[nodiscard]] auto meaning_in(const AnswerRow& row, Method method) -> Meaning;

/// What a Tenant says of one transmission.
struct WriteAnswer {
  Meaning meaning = Meaning::Done;
  /// It may be sent again as soon as a read has shown that nothing was done; what had to be waited for is over.
  bool may_pass = false;
  base::Error error = {};                 ///< unless Done
  std::optional<object::Live> made = {};  ///< of a Post that is Done
  std::string approval_code = {};         ///< of Waits, where the answer named it; a secret
  bool asks_justification = false;        ///< of DidNotHappen: as RawAnswer has it

  [[nodiscard]] auto ok() const -> bool { return meaning == Meaning::Done; }
};

// ---- the way of one write

/// What a look at the tenant shows of the object.
enum class Seen : std::uint8_t {
  AsBefore,    ///< nothing was written: of a Post, that there is none
  AsWanted,    ///< it is as the write was to leave it
  Missing,     ///< it is not there, and should be
  Otherwise,   ///< neither: somebody else wrote
  Unreadable,  ///< the tenant did not say
};

struct WriteRules {
  bool makes = false;  ///< a Post: lists are late, so it is looked for several times
  /// It may be sent a second time when the first one got lost and no look shows it. Not so where a twin could not be
  /// removed again.
  bool repeats = true;
  bool is_new = false;     ///< the object was made a moment ago: 404 is waited out for two minutes
  bool names_new = false;  ///< so was a group that it names: a refusal, which may be for that, is waited out likewise
  bool removes = false;    ///< that it is gone is enough, whoever did it
  /// Of a Post: a run before this one has sent it a moment ago, and was killed, or got no answer. It is looked for as
  /// one that this run has lost, before anything is sent.
  bool may_be_there = false;

  auto operator==(const WriteRules&) const -> bool = default;
};

/// Intended → Sent → Settled, or Sent → Unclear → ReadBack → Settled. It does nothing by itself: next() says what is to
/// be done, and the caller tells what came of it.
class WriteState {
 public:
  enum class Stage : std::uint8_t { Intended, Sent, Unclear, ReadBack, Settled };
  enum class Next : std::uint8_t {
    Compare,   ///< take a place in the pacing, read the object, compare it with what the plan saw: compared()
    Send,      ///< once: answered()
    Pause,     ///< for pause(): paused()
    ReadBack,  ///< read the object and compare it with what was sent: read_back()
    Nothing,   ///< ending() stands
  };
  enum class Ending : std::uint8_t {
    Done,
    NotHappened,  ///< refused, or not sent
    Stale,        ///< the object was not what the plan saw, and nothing was sent
    InDoubt,      ///< it was sent, and nobody can tell
    Awaits,       ///< a request for approval is open, and no look shows that anything was written
  };

  explicit WriteState(WriteRules rules);

  [[nodiscard]] auto stage() const -> Stage { return stage_; }
  [[nodiscard]] auto next() const -> Next { return next_; }
  [[nodiscard]] auto ending() const -> Ending { return ending_; }
  /// An earlier transmission got no answer that tells, of this run or of one before: what is seen may be our own work.
  [[nodiscard]] auto is_unclear() const -> bool { return unclear_ || inherited_; }
  /// Transmissions of this run without an answer that tells.
  [[nodiscard]] auto lost() const -> std::size_t { return lost_; }
  [[nodiscard]] auto pause() const -> std::chrono::seconds;

  auto compared(Seen seen) -> void;
  auto answered(Meaning meaning, bool may_pass) -> void;
  auto paused() -> void;
  auto read_back(Seen seen) -> void;
  /// The run is to stop, or the journal cannot be written. What is in the air stays unclear.
  auto stopped() -> void;

  auto operator==(const WriteState& other) const -> bool = default;
  /// Everything that a later step depends on, as one number.
  [[nodiscard]] auto fingerprint() const -> std::uint64_t;

 private:
  auto settle(Ending ending) -> void;
  auto pause_then(Next then) -> bool;  // false: the waits are used up
  auto go_on_undone() -> void;
  auto read_back_inherited(Seen seen) -> void;

  WriteRules rules_;
  Stage stage_ = Stage::Intended;
  Next next_ = Next::Compare;
  Next after_pause_ = Next::Compare;
  Ending ending_ = Ending::NotHappened;
  bool unclear_ = false;
  bool again_ = false;      // worth sending again
  bool no_ = false;         // the last answer was a no, whatever the object looks like
  bool is_early_ = false;   // it may be one because something is new
  bool inherited_ = false;  // what is looked for was sent by an earlier run
  bool waits_ = false;      // the last answer was that approval is waited for
  std::size_t lost_ = 0;
  std::size_t looks_ = 0;      // for a lost Post, in this round
  std::size_t new_waits_ = 0;  // for something new
};

}  // namespace pinwright::plan
