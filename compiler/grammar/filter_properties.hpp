#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/filter_rule.hpp"

/// What the operators of filters may do. Internal to grammar/.
namespace pinwright::grammar::filter {

/// The Windows property in any letter case, or nullptr.
[[nodiscard]] auto find_property(std::string_view name) -> const FilterProperty*;
/// Every operator of any property.
[[nodiscard]] auto all_operators() -> const std::vector<std::string_view>&;
[[nodiscard]] auto contains_folded(const std::vector<std::string_view>& names, std::string_view name) -> bool;
/// "one of `eq ne in`".
[[nodiscard]] auto one_of(const std::vector<std::string_view>& names) -> std::string;

}  // namespace pinwright::grammar::filter
