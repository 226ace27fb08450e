#include "plan/journal/entry.hpp"

#include <array>

#include "base/words.hpp"

namespace pinwright::plan {

namespace {

constexpr std::array<std::string_view, 5> kWrites{"create", "update", "describe", "assign", "remove"};
constexpr std::array<std::string_view, 5> kOutcomes{"done", "failed", "unclear", "awaiting-approval", "approval-ended"};

}  // namespace

auto word(Write write) -> std::string_view { return kWrites.at(static_cast<std::size_t>(write)); }

auto write_from_word(std::string_view word) -> std::optional<Write> {
  return base::enumerator_of<Write>(kWrites, word);
}

auto word(WriteOutcome outcome) -> std::string_view {
  return outcome == WriteOutcome::Other ? std::string_view() : kOutcomes.at(static_cast<std::size_t>(outcome));
}

auto write_outcome_from_word(std::string_view word) -> WriteOutcome {
  return base::enumerator_of<WriteOutcome>(kOutcomes, word).value_or(WriteOutcome::Other);
}

}  // namespace pinwright::plan
