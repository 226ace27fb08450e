#pragma once

#include <functional>
#include <string_view>

#include "driver/load.hpp"
#include "plan/journal/read.hpp"

namespace pinwright::driver {

/// Whether a journal is worth reading: its name begins with the UTC of the run, and nothing of its bytes is verified.
using WorthReading = std::function<bool(std::string_view name, std::string_view bytes)>;
using TakeJournal = std::function<void(const plan::JournalFile& journal)>;

/// The journals of a workspace in the order of their runs, as far as they are sealed with the key of here. False, with
/// nothing to be concluded from what was taken: there are more than 64 MiB of them, or one cannot be read.
auto each_journal(Env& env, const std::string& root, const WorthReading& is_worth, const TakeJournal& take) -> bool;

}  // namespace pinwright::driver
