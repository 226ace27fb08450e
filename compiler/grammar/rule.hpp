#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grammar/syntax_error.hpp"

/// The rules of Intune assignment filters and of Entra dynamic groups. Both answer with their comparisons in order,
/// each with places inside the rule, or with the first syntax error.
namespace pinwright::grammar {

struct Place {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct RuleValue {
  enum class Kind : std::uint8_t { Text, Version, Null, Boolean, Number } kind = Kind::Text;
  std::string text;  ///< without quotes
  Place place;
};

struct Comparison {
  std::string entity;    ///< "device", "app", "user", as spelled
  std::string property;  ///< "deviceOwnership", as spelled
  Place property_place;  ///< entity and property: `device.deviceOwnership`
  std::string op;        ///< without dash, as spelled
  Place op_place;
  std::vector<RuleValue> values;
  Place place;
};

/// In the order of the text; how they are joined is not kept.
struct Rule {
  std::vector<Comparison> comparisons;
};

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

/// entra groups-dynamic-membership: -not, -and, -or, -any/-all, `-in [..]`, null, memberOf, direct reports; property
/// names in exact letter case, one kind of object in a rule (`user.` and `device.` mixed is an error). Every operator
/// may be written without its dash. A collection is a comparison with the operator `any` or `all` and no value,
/// followed by the comparisons of its condition, whose entity is `_`, `assignedPlan` or `group`. `Direct Reports for
/// "…"` is `user.directReports`, operator `for`.
[[nodiscard]] auto parse_membership_rule(std::string_view text) -> std::variant<Rule, SyntaxError>;

}  // namespace pinwright::grammar
