#pragma once

#include <cstddef>
#include <string>

#include "base/result.hpp"
#include "driver/env.hpp"

/// The key that seals journals (plan/journal/seal.hpp). It lies outside every workspace, so that whoever can write to a
/// workspace cannot write a journal for it: PINWRIGHT_JOURNAL_KEY, any text, where that is set; else the file
/// `pinwright/key` in $XDG_STATE_HOME, by default ~/.local/state.
namespace pinwright::driver {

/// Bytes; a shorter PINWRIGHT_JOURNAL_KEY is taken, with a warning: it is found by trying.
inline constexpr std::size_t kLeastJournalKey = 16;

/// For rollback: an Error where there is none.
[[nodiscard]] auto journal_key(Env& env) -> base::Result<std::string>;

/// For what writes a journal: the file is made, with mode 0600, where there is none, and so is its folder, with mode
/// 0700. An Error where it cannot be.
[[nodiscard]] auto made_journal_key(Env& env) -> base::Result<std::string>;

}  // namespace pinwright::driver
