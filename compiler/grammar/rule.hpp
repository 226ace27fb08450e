#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// The rules of Intune assignment filters and of Entra dynamic groups. Both are read into their comparisons in order,
/// each with places inside the rule: filter_rule.hpp, membership_rule.hpp.
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

}  // namespace pinwright::grammar
