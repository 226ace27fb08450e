#include "plan/journal/entry.hpp"

#include <array>

namespace pinwright::plan {

namespace {

constexpr std::array<std::string_view, 5> kWrites{"create", "update", "describe", "assign", "remove"};

}  // namespace

auto word(Write write) -> std::string_view { return kWrites.at(static_cast<std::size_t>(write)); }

auto write_from_word(std::string_view word) -> std::optional<Write> {
  for (std::size_t i = 0; i < kWrites.size(); ++i) {
    if (kWrites.at(i) == word) return static_cast<Write>(i);
  }
  return std::nullopt;
}

}  // namespace pinwright::plan
