#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "check/context.hpp"
#include "grammar/filter_rule.hpp"

/// What the checks of filter rules and membership rules share.
namespace pinwright::check {

/// Whether there is a rule, and one without a secret in it.
[[nodiscard]] auto is_checked(const lower::ManagedObject& object) -> bool;

/// Words the findings of one code about the rule of one object, for which is_checked() holds.
class RuleFindings {
 public:
  /// `kind`: the top-level key, "filters" or "groups".
  RuleFindings(const TenantContext& context, diag::Code code, std::string_view kind, const lower::ManagedObject& object)
      : context_(context), code_(code), kind_(kind), object_(object) {}

  /// About the whole rule; about bytes of it; about a mistake in its form.
  [[nodiscard]] auto finding(std::string message, std::string help) const -> diag::Diagnostic;
  [[nodiscard]] auto finding_at(grammar::Place place, std::string message, std::string help) const -> diag::Diagnostic;
  [[nodiscard]] auto finding_of(const grammar::SyntaxError& error) const -> diag::Diagnostic;
  /// Offers to write `word` in a place of the rule.
  auto offer(diag::Diagnostic& found, grammar::Place place, std::string_view word) const -> void;

 private:
  [[nodiscard]] auto path() const -> std::string;

  const TenantContext& context_;
  diag::Code code_;
  std::string_view kind_;
  const lower::ManagedObject& object_;
};

/// Where the text of a value stands without its quotes.
[[nodiscard]] inline auto inside_quotes(grammar::Place place) -> grammar::Place {
  return {place.begin + 1, place.end - 1};
}

/// The Windows property that a comparison of a filter names, in any letter case, or nullptr.
[[nodiscard]] auto find_filter_property(const grammar::Comparison& comparison) -> const grammar::FilterProperty*;

}  // namespace pinwright::check
