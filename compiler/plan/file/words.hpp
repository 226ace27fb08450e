#pragma once

#include <array>
#include <string_view>

#include "plan/plan.hpp"

/// Words that only the JSON of a plan and a saved plan have.
namespace pinwright::plan {

inline constexpr std::string_view kPlanFormat = "1.1";

inline constexpr std::array<std::string_view, 3> kReferenceWords{"group", "filter", "scopeTag"};
[[nodiscard]] constexpr auto word(Resolved::Kind kind) -> std::string_view {
  return kReferenceWords.at(static_cast<std::size_t>(kind));
}

}  // namespace pinwright::plan
