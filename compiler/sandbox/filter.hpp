#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sandbox/types.hpp"

namespace pinwright::sandbox {

using Literal = std::variant<std::monostate, bool, double, std::string>;

/// A `$filter`: and, or, not, parentheses; eq ne gt ge lt le in; startswith endswith contains; isof('type').
struct Filter {
  enum class Op : std::uint8_t {
    And,
    Or,
    Not,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    In,
    StartsWith,
    EndsWith,
    Contains,
    IsOf
  };
  Op op = Op::And;
  std::vector<Filter> operands;
  std::string property;  ///< of IsOf: the type's name
  std::vector<Literal> values;
};

/// What is wrong with a filter, in Graph's words.
struct FilterError {
  std::string message;
};

/// Properties are looked up in `type` as this version of the API has it; lambdas, arithmetic and paths are refused.
[[nodiscard]] auto parse_filter(std::string_view text, const Type& type, Api api) -> std::variant<Filter, FilterError>;

/// Strings compare in any letter case, as the directory does.
[[nodiscard]] auto matches(const Filter& filter, const nlohmann::json& object) -> bool;

}  // namespace pinwright::sandbox
