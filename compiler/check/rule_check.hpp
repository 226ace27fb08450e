#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "check/context.hpp"
#include "grammar/filter_rule.hpp"

/// What the checks of filter rules and membership rules share. `kind` is the top-level key: "filters", "groups".
namespace pinwright::check {

/// Whether there is a rule, and one without a secret in it.
[[nodiscard]] auto is_checked(const lower::ManagedObject& object) -> bool;

[[nodiscard]] auto rule_finding(const TenantContext& context, diag::Code code, std::string_view kind,
                                const lower::ManagedObject& object, std::string message, std::string help)
    -> diag::Diagnostic;
[[nodiscard]] auto rule_finding(const TenantContext& context, diag::Code code, std::string_view kind,
                                const lower::ManagedObject& object, grammar::Place place, std::string message,
                                std::string help) -> diag::Diagnostic;
[[nodiscard]] auto syntax_finding(const TenantContext& context, diag::Code code, std::string_view kind,
                                  const lower::ManagedObject& object, const grammar::SyntaxError& error)
    -> diag::Diagnostic;

/// The Windows property that a comparison of a filter names, in any letter case, or nullptr.
[[nodiscard]] auto find_filter_property(const grammar::Comparison& comparison) -> const grammar::FilterProperty*;

}  // namespace pinwright::check
