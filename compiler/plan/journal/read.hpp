#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "plan/journal/entry.hpp"

namespace pinwright::plan {

/// No journal is larger: a run writes an object as it was for each write, and Intune refuses objects of this size.
inline constexpr std::size_t kMostJournalBytes = std::size_t{512} << 20U;

/// What a journal file says; a last line that was cut short is left out. An Error when it is no journal.
struct JournalFile {
  std::string workspace;
  std::vector<Entry> entries;
};
[[nodiscard]] auto read_journal(std::string_view bytes) -> base::Result<JournalFile>;

}  // namespace pinwright::plan
