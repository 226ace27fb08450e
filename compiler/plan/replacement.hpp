#pragma once

#include <string_view>
#include <vector>

#include "object/live.hpp"
#include "plan/plan.hpp"

namespace pinwright::plan {

/// Two policies of two targets, one of which takes the place of the other: the marker of one names the id of the other.
/// Both are of this workspace and tenant; the caller has seen to that.
[[nodiscard]] auto is_replacement(const object::Live& a, const object::Live& b) -> bool;

/// Whether these objects of one key are one policy: two, of which one takes the place of the other.
[[nodiscard]] auto are_replacement(const std::vector<const object::Live*>& lives) -> bool;

/// Whether nobody loses a policy when `old` goes and `successor` stays: it is assigned, or `old` is not either.
[[nodiscard]] auto holds_place(const object::Live& successor, const object::Live& old) -> bool;

/// What the new object of a Replace gets of the old one since the files do not manage it, as far as there is something
/// to get: "assignments", "scopeTags", "description".
[[nodiscard]] auto carried_over(const Change& change) -> std::vector<std::string_view>;

}  // namespace pinwright::plan
