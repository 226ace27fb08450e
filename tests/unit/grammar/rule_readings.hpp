#pragma once

#include <catch2/catch.hpp>
#include <string_view>
#include <variant>
#include <vector>

#include "grammar/rule.hpp"
#include "grammar/syntax_error.hpp"

/// What both kinds of rule were read as.
namespace pinwright::grammar::test {

using Reading = std::variant<Rule, SyntaxError>;

inline auto comparisons_in(std::string_view text, const Reading& reading) -> std::vector<Comparison> {
  INFO("rule: " << text);
  if (const auto* error = std::get_if<SyntaxError>(&reading)) FAIL(error->message);
  return std::get<Rule>(reading).comparisons;
}

inline auto error_in(std::string_view text, const Reading& reading) -> SyntaxError {
  INFO("rule: " << text);
  REQUIRE(std::holds_alternative<SyntaxError>(reading));
  return std::get<SyntaxError>(reading);
}

/// A rule with a mistake, and how it is told.
struct Bad {
  std::string_view rule;
  std::string_view token;  ///< what is underlined; empty for the end of the rule
  std::string_view message;
  std::string_view expected;
};

inline auto check_told(const Bad& bad, const Reading& reading) -> void {
  const auto error = error_in(bad.rule, reading);
  CAPTURE(bad.rule);
  CHECK(error.message == bad.message);
  CHECK(error.expected == bad.expected);
  CHECK(bad.rule.substr(error.begin, error.end - error.begin) == bad.token);
  if (bad.token.empty()) CHECK(error.begin == bad.rule.size());
}

}  // namespace pinwright::grammar::test
