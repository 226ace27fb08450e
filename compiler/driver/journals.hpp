#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "driver/load.hpp"
#include "plan/journal/read.hpp"

namespace pinwright::driver {

/// Which journals of a workspace are worth following.
struct JournalChoice {
  /// UTC as the names of journals begin (compact_utc): those of runs that began before are not read. Empty: all.
  std::string since = {};
  /// Asked in the order of the runs; nothing of the bytes is verified.
  std::function<bool(std::string_view name, std::string_view bytes)> is_worth;
};
using TakeJournal = std::function<void(const plan::JournalFile& journal)>;

/// The journals of a workspace (`.pinwright/journal/<UTC>-<run>.jsonl`) in the order of their runs, as far as they are
/// sealed with the key of here. At most 64 MiB of them, the newest. An Error: of those that `choice` takes, older ones
/// were not read, since they are more, or since one cannot be read. Prints nothing; from any thread.
[[nodiscard]] auto each_journal(Env& env, const std::string& root, const JournalChoice& choice, const TakeJournal& take)
    -> base::Status;

/// A warning on stderr, once a run, of what each_journal did not read.
auto tell_unread(Env& env, const base::Status& journals) -> void;

}  // namespace pinwright::driver
