#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "object/live.hpp"

/// The lines of a journal, each with ,"mac":"…" as its last member (seal.hpp):
///   {"pinwright":"journal","formatVersion":"2.0","workspace":"…","keyId":"…"}
///   {"number":1,"intent":"update","tenant":"…","tenantId":"…","kind":"customPolicy","key":"…","name":"…","id":"…",
///    "before":{…}}
///   {"number":1,"outcome":"done","id":"…","liveHash":"…"}
/// A line each. `before` is the object as Graph shows it, encrypted values in clear unless they are secret. In the
/// place of a secret stands {"secret":true}; of one that is what the environment holds, the names of its variables too:
/// {"secret":true,"text":"{env.KEY}","variables":["KEY"]}.
namespace pinwright::plan {

/// What a write does, as the journal names it.
enum class Write : std::uint8_t { Create, Update, Describe, Assign, Remove };
[[nodiscard]] auto word(Write write) -> std::string_view;  ///< "create", "update", …

inline constexpr std::string_view kJournalKey = "pinwright";
inline constexpr std::string_view kJournalName = "journal";
inline constexpr std::string_view kJournalVersion = "2.0";

[[nodiscard]] auto write_from_word(std::string_view word) -> std::optional<Write>;

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
};

/// A line of the journal.
struct Entry {
  std::uint64_t number = 0;  ///< counts from 1 in a file; an outcome has the number of its intent
  bool is_intent = true;
  Intent intent;  ///< of an intent
  // Of an outcome:
  std::string outcome;    ///< "done", "failed", "unclear"
  std::string id;         ///< of the object, new ones too
  std::string live_hash;  ///< of what the write left, when it was read back or answered; else empty
  /// Of what the write left, when that follows from what stood before and what was sent; else empty.
  std::string state_hash;
  std::string message;
};

}  // namespace pinwright::plan
