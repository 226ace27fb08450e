#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "plan/live_index.hpp"
#include "plan/plan.hpp"
#include "plan/tenant.hpp"

/// Comparing the tenant with what a plan saw of it, for an apply and for a rollback.
namespace pinwright::plan {

/// "policy `pin-recovery`", "group `pilot-devices`", "filter `x`".
[[nodiscard]] auto name_of(const Change& change) -> std::string;
/// Of the policy that is to be, or of the one that goes.
[[nodiscard]] auto target_of(const Change& change) -> object::Target;
/// A finding about one object of one tenant.
[[nodiscard]] auto finding_about(diag::Code code, const std::string& tenant, const Change& change, std::string message,
                                 std::string help) -> diag::Diagnostic;

/// Why `live`, read now, is not what the plan saw: "was changed after the plan was made: displayName, …"; nullopt when
/// it is.
[[nodiscard]] auto change_since(const Change& change, const object::Live& live) -> std::optional<std::string>;

/// Why the object of a Create would not be the only one: a live one carries its marker, or has its display name and is
/// not of this workspace.
[[nodiscard]] auto find_conflicting(const Change& change, const LiveIndex& lives) -> std::optional<std::string>;

/// Asks for every object in which those of `changes` would be: lives_in() takes them out of the answer.
[[nodiscard]] auto question_for(const std::vector<const Change*>& changes) -> Question;

}  // namespace pinwright::plan
