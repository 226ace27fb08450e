#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "plan/journal/write.hpp"

/// What the writer and the reader of a journal have to agree on:
///   {"pinwright":"journal","formatVersion":"1.0","workspace":"…"}
///   {"number":1,"intent":"update","tenant":"…","tenantId":"…","kind":"customPolicy","key":"…","id":"…","before":{…}}
///   {"number":1,"outcome":"done","id":"…","liveHash":"…"}
/// A line each. `before` is the object as Graph shows it; {"secret":true} stands for a value that is left out.
namespace pinwright::plan {

inline constexpr std::string_view kJournalKey = "pinwright";
inline constexpr std::string_view kJournalName = "journal";
inline constexpr std::string_view kJournalVersion = "1.0";

[[nodiscard]] auto write_from_word(std::string_view word) -> std::optional<Write>;

}  // namespace pinwright::plan
