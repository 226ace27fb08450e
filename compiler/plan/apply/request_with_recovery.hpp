#pragma once

#include <functional>
#include <optional>
#include <string>

#include "plan/apply/jobs.hpp"

/// Single writes: noted in the journal before and after, and settled when no answer comes.
namespace pinwright::plan {

/// What a read says of a write without answer. Other: neither what was there nor what was to be.
enum class WriteOutcome : std::uint8_t { Done, Undone, Other };

/// A write to an object that is there.
struct Attempt {
  Write write = Write::Update;
  object::Live before;
  std::function<base::Status()> send;
  std::function<WriteOutcome(const object::Live*)> judge;  ///< nullptr: there is no such object
  std::string leaves;  ///< state_hash of what it leaves; empty: only a read can tell
};

/// Sends it. When no answer comes it reads back, then takes it for done, or sends it once more, or gives up: then the
/// job is in doubt.
[[nodiscard]] auto send_with_recovery(ApplyRun& run, Job& job, const Attempt& attempt) -> base::Status;

/// Creates the job's object. When no answer comes, its marker is looked for; if that is absent it is sent once more.
[[nodiscard]] auto post(ApplyRun& run, Job& job) -> base::Status;

/// Removes an object of the job: its own, or a duplicate of it. Gone already is done.
[[nodiscard]] auto remove(ApplyRun& run, Job& job, const object::Live& live) -> base::Status;

/// Whether the tenant shows what the job's writes were to leave: the object, its marker and its assignments.
[[nodiscard]] auto is_as_wanted(const ApplyRun& run, const Job& job, const object::Live& live) -> bool;

/// Reads what the writes left and notes its hash, so that a rollback can tell whether it is still the same. What the
/// tenant does not show yet is noted by the last look.
auto record_result(ApplyRun& run, Job& job) -> void;
auto record_result(ApplyRun& run, Job& job, const object::Live& live) -> void;

/// What `judge` says of an update or a new description.
[[nodiscard]] auto content_outcome(const object::Live* live, const object::Live& before, const object::Object& wanted)
    -> WriteOutcome;

}  // namespace pinwright::plan
