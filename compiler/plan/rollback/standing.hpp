#pragma once

#include <cstdint>
#include <vector>

#include "plan/rollback/history.hpp"

namespace pinwright::plan {

/// Where an object stands between what a run left and what it was before.
enum class Standing : std::uint8_t {
  AsLeft,
  Between,  ///< a rollback that was cut short has put its assignments back, and not yet the rest
  Back,     ///< it is as it was
  Other,    ///< somebody else changed it, or the journal does not say what was left
};

/// Of an object that was there before and is there now. `assignments`: those that are to come back.
[[nodiscard]] auto standing_of(const History& history, const object::Live& live,
                               const std::vector<object::Assignment>& assignments) -> Standing;

/// `live` still is what the run left.
[[nodiscard]] auto is_as_left(const History& history, const object::Live& live) -> bool;

/// `live` was made anew from `before`: the same object with the same marker, assigned or not yet.
[[nodiscard]] auto is_made_anew(const object::Live& before, const object::Live& live) -> bool;

[[nodiscard]] auto same_assignments(const std::vector<object::Assignment>& a, const std::vector<object::Assignment>& b)
    -> bool;

}  // namespace pinwright::plan
