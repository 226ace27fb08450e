#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "plan/apply/jobs.hpp"
#include "plan/apply/write_state.hpp"

/// Single writes: the steps of a WriteState, carried out, and noted in the journal before and after each transmission.
namespace pinwright::plan {

/// The bytes of a write, to tell whether they are those that were approved; empty of a Remove.
struct SentBody {
  std::string declared;  ///< `{env.NAME}` in the place of what comes from the environment
  std::string whole;     ///< as it is sent
};

/// What is to be written, and how to look at it.
struct Attempt {
  Write write = Write::Update;
  WriteRules rules;
  /// As it was last read; absent: it is to be made.
  std::optional<object::Live> before;
  /// Reads the object and compares it with what the plan, and the writes of this job so far, left. It puts what it read
  /// into `before`, and what is wrong into `changed`.
  std::function<Seen(Attempt&, const WriteState&)> compare;
  std::function<WriteAnswer(const Consent&)> send;
  std::function<SentBody()> body;
  /// Reads the object and compares it with what was sent.
  std::function<Seen()> read_back;
  std::vector<std::string> leaves;        ///< Intent::leaves
  std::string changed;                    ///< "was changed after the plan was made: …"
  std::optional<base::Error> unreadable;  ///< why it could not be compared
};

/// How it ended; unless Done, why.
struct WriteEnd {
  WriteState::Ending ending = WriteState::Ending::Done;
  base::Error error;
  std::string expires = {};    ///< of Awaits: when the request does; empty: not told
  bool is_unapproved = false;  ///< of NotHappened: for want of an approval

  [[nodiscard]] auto ok() const -> bool { return ending == WriteState::Ending::Done; }
};

enum class Start : std::uint8_t {
  Compare,
  Compared,  ///< the caller has taken its turn and compared, and nothing was sent since
};
/// Takes a write through its states until it is settled.
[[nodiscard]] auto run_attempt(ApplyRun& run, Job& job, Attempt attempt, Start start) -> WriteEnd;

/// Creates the job's object. The caller has compared a list; when time went by since, it is compared anew.
[[nodiscard]] auto post(ApplyRun& run, Job& job) -> WriteEnd;

/// Removes an object of the job that was just compared: its own, or a duplicate of it. Gone already is done.
[[nodiscard]] auto remove(ApplyRun& run, Job& job, const object::Live& live) -> WriteEnd;

/// The job's last write ended so: stale, failed, or its writes are done.
auto conclude(ApplyRun& run, Job& job, const WriteEnd& end) -> void;

/// Whether the tenant shows what the job's writes were to leave: the object, its marker and its assignments.
[[nodiscard]] auto is_as_wanted(const ApplyRun& run, const Job& job, const object::Live& live) -> bool;

/// Reads what the writes left and notes its hash, so that a rollback can tell whether it is still the same. What the
/// tenant does not show yet is noted by the last look.
auto record_result(ApplyRun& run, Job& job) -> void;
auto record_result(ApplyRun& run, Job& job, const object::Live& live) -> void;
/// Notes that the tenant shows something else than was written; its hash too, unless it may be the work of somebody
/// else. nullptr: it is not there.
auto record_mismatch(ApplyRun& run, Job& job, const object::Live* live) -> void;

/// What a look says of an update or a new description.
[[nodiscard]] auto content_seen(const object::Live& live, const object::Live& before, const object::Object& wanted)
    -> Seen;
/// What reading the object came to, when it could not be looked at.
[[nodiscard]] auto seen_of(const base::Error& error) -> Seen;

}  // namespace pinwright::plan
