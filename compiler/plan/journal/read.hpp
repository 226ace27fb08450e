#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "plan/journal/entry.hpp"

namespace pinwright::plan {

/// What a journal file says; a last line that was cut short is left out.
struct JournalFile {
  std::string workspace;
  std::vector<Entry> entries;
};
/// Hands over every entry in its order, with its intent, which an intent itself is; nullptr: it has none.
auto for_each_entry(const JournalFile& journal,
                    const std::function<void(const Intent* intent, const Entry& entry)>& take) -> void;
/// Hands over every outcome in its order, with its intent; nullptr: it has none, such as that of a request which ended.
auto for_each_outcome(const JournalFile& journal,
                      const std::function<void(const Intent* intent, const Entry& outcome)>& take) -> void;

/// An Error when it is no journal of this version, when it was sealed with another key than `key`, and when one of its
/// lines is not as it was written. Nothing but the first line is looked at before its seal was.
[[nodiscard]] auto read_journal(std::string_view bytes, const std::string& key) -> base::Result<JournalFile>;

}  // namespace pinwright::plan
