#pragma once

#include <string_view>
#include <variant>

#include "grammar/rule.hpp"
#include "grammar/syntax_error.hpp"

namespace pinwright::grammar {

/// entra groups-dynamic-membership: -not, -and, -or, -any/-all, `-in [..]`, null, memberOf, direct reports; property
/// names in exact letter case, one kind of object in a rule (`user.` and `device.` mixed is an error). Every operator
/// may be written without its dash. A collection is a comparison with the operator `any` or `all` and no value,
/// followed by the comparisons of its condition, whose entity is `_`, `assignedPlan` or `group`. `Direct Reports for
/// "…"` is `user.directReports`, operator `for`.
[[nodiscard]] auto parse_membership_rule(std::string_view text) -> std::variant<Rule, SyntaxError>;

}  // namespace pinwright::grammar
