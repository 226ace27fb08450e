#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "object/live.hpp"

/// The lines of a journal, each with ,"mac":"…" as its last member (seal.hpp):
///   {"pinwright":"journal","formatVersion":"2.4","workspace":"…","keyId":"…"}
///   {"number":1,"intent":"update","tenant":"…","tenantId":"…","kind":"customPolicy","key":"…","name":"…","id":"…",
///    "time":"2026-03-01T07:30:00Z","leaves":["…"],"before":{…}}
///   {"number":1,"outcome":"done","id":"…","liveHash":"…"}
///   {"number":1,"outcome":"done","id":"…","liveHash":"…","notAsWritten":true}
///   {"number":2,"outcome":"awaiting-approval","id":"","liveHash":"","approval":{"code":"…","expires":"…","body":"…",
///    "liveHash":"…"}}
///   {"number":0,"outcome":"approval-ended","id":"","liveHash":"","approval":{"code":"…",…}}
/// Each is one line. `before` is the object as Graph shows it, encrypted values in clear unless they are secret. In the
/// place of a secret stands {"secret":true}; of one that is what the environment holds, the names of its variables too:
/// {"secret":true,"text":"{env.KEY}","variables":["KEY"]}.
namespace pinwright::plan {

/// What a write does, as the journal names it.
enum class Write : std::uint8_t { Create, Update, Describe, Assign, Remove };
[[nodiscard]] auto word(Write write) -> std::string_view;  ///< "create", "update", …

inline constexpr std::string_view kJournalKey = "pinwright";
inline constexpr std::string_view kJournalName = "journal";
inline constexpr std::string_view kJournalVersion = "2.4";
inline constexpr std::string_view kJournalMajor = "2.";  ///< all of these are read

[[nodiscard]] auto write_from_word(std::string_view word) -> std::optional<Write>;

/// What became of a write, as the journal names it.
enum class WriteOutcome : std::uint8_t {
  Done,
  Failed,            ///< nothing was written
  Unclear,           ///< nobody knows
  AwaitingApproval,  ///< a request for approval is open, and nothing is written
  ApprovalEnded,     ///< of no write: a request for approval leads to nothing any more
  Other,             ///< a word of a later version, which means none of these
};
[[nodiscard]] auto word(WriteOutcome outcome) -> std::string_view;  ///< "done", …, "approval-ended"; of Other ""
[[nodiscard]] auto write_outcome_from_word(std::string_view word) -> WriteOutcome;

/// One write, as it is about to happen. `before` is the object as it was, without secret values: Masked, or the
/// `{env.NAME}` that it comes from.
struct Intent {
  std::string tenant;  ///< name in the workspace
  std::string tenant_id;
  object::Kind kind = object::Kind::Policy;
  std::string key;
  std::string id;  ///< empty: Create
  Write write = Write::Create;
  std::optional<object::Live> before;
  object::Target target = object::Target::Custom;  ///< of a Policy
  std::string name = {};                           ///< display name: the only way to a group whose POST got no answer
  std::int64_t time = 0;  ///< when it was noted, seconds since 1970 by the clock of here; 0: before version 2.2
  /// state_hash of what it is expected to leave, one for each way in which Intune may hold it; empty: not known, or
  /// before version 2.3. For a run that ends before it can look.
  std::vector<std::string> leaves = {};
};

/// The request for approval that a write left.
struct ApprovalNote {
  std::string code;       ///< the id of the request; empty: no answer named it
  std::string expires;    ///< as Graph says it; empty: it was not told
  std::string body;       ///< digest of the body with a key (ApplyOptions::digest_key): it may hold secrets
  std::string live_hash;  ///< of the object as it was; empty: there was none

  auto operator==(const ApprovalNote&) const -> bool = default;
};

/// A line of the journal.
struct Entry {
  std::uint64_t number = 0;  ///< counts from 1 in a file; an outcome has the number of its intent
  bool is_intent = true;
  Intent intent;  ///< of an intent
  // Of an outcome:
  WriteOutcome outcome = WriteOutcome::Other;  ///< ApprovalEnded has no intent: number 0
  std::string id;                              ///< of the object, new ones too
  std::string live_hash;  ///< of what the write left, when it was read back or answered; else empty
  /// Of what the write left, when that follows from what stood before and what was sent; else empty.
  std::string state_hash;
  /// The tenant shows something else than was sent. The hashes are of what it shows, and empty where that may be the
  /// work of somebody else.
  bool not_as_written = false;
  std::string message;
  std::optional<ApprovalNote> approval = {};
};

}  // namespace pinwright::plan
