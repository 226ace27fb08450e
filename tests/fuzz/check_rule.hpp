#pragma once

#include <string_view>
#include <variant>

#include "fuzz/require.hpp"
#include "grammar/rule.hpp"
#include "grammar/syntax_error.hpp"

/// What holds of every text that was read as a rule: its places lie within it, and in their order.
inline auto check_rule(std::string_view text,
                       const std::variant<pinwright::grammar::Rule, pinwright::grammar::SyntaxError>& result) -> void {
  if (const auto* error = std::get_if<pinwright::grammar::SyntaxError>(&result)) {
    require(error->begin <= error->end && error->end <= text.size());
    require(error->begin < error->end || error->begin == text.size());
    require(!error->message.empty());
    return;
  }
  for (const auto& comparison : std::get<pinwright::grammar::Rule>(result).comparisons) {
    require(comparison.place.begin < comparison.place.end && comparison.place.end <= text.size());
    require(comparison.property_place.end <= comparison.op_place.begin);
    for (const auto& value : comparison.values) require(value.place.end <= comparison.place.end);
  }
}
