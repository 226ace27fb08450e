#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "grammar/rule.hpp"
#include "grammar/syntax_error.hpp"

namespace pinwright::grammar {

/// memdocs filters-device-properties: every comparison in parentheses, `and`/`or` with or without dash, any letter
/// case; which operators take a list, a version or null. Whether Windows has a property is not judged here:
/// `windows_filter_properties`.
[[nodiscard]] auto parse_filter_rule(std::string_view text) -> std::variant<Rule, SyntaxError>;

struct FilterProperty {
  std::string_view name;
  bool is_version = false;
  std::vector<std::string_view> operators;  ///< allowed for it, without dash
  std::vector<std::string_view> values;     ///< a closed list, or empty
};
/// The device properties that a filter of platform windows10AndLater has.
[[nodiscard]] auto windows_filter_properties() -> const std::vector<FilterProperty>&;

}  // namespace pinwright::grammar
