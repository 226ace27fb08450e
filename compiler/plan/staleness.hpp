#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "plan/plan.hpp"
#include "plan/tenant.hpp"

/// Comparing the tenant with what a plan saw of it.
namespace pinwright::plan {

/// "policy `pin-recovery`", "group `pilot-devices`", "filter `x`".
[[nodiscard]] auto name_of(const Change& change) -> std::string;
/// A finding about one object of one tenant.
[[nodiscard]] auto finding_about(diag::Code code, const std::string& tenant, const Change& change, std::string message,
                                 std::string help) -> diag::Diagnostic;

/// Why `live`, read now, is not what the plan saw: "was changed after the plan was made: displayName, …"; nullopt when
/// it is.
[[nodiscard]] auto change_since(const Change& change, const object::Live& live) -> std::optional<std::string>;

/// Why the object of a Create would not be the only one: one of `lives` carries its marker, or has its display name and
/// is not of this workspace.
[[nodiscard]] auto in_the_way(const Change& change, const std::vector<object::Live>& lives, std::string_view workspace,
                              std::string_view tenant_id) -> std::optional<std::string>;

/// All objects of an answer in which those of `changes` would be: policies, filters, groups of the names and ids asked
/// for. An Error when a part of it is missing, unless that says that there is no such group.
[[nodiscard]] auto question_for(const std::vector<const Change*>& changes) -> Question;
[[nodiscard]] auto lives_in(const Answer& answer) -> base::Result<std::vector<object::Live>>;

[[nodiscard]] auto find_live(const std::vector<object::Live>& lives, object::Kind kind, std::string_view id)
    -> const object::Live*;

}  // namespace pinwright::plan
