#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "csp/facts.hpp"

/// The value syntaxes of DDF v2.
namespace pinwright::csp {

/// "[0-10]", "[(-1)-10]", "[0,10]", "[5]", and the same without brackets; nullopt on anything else.
[[nodiscard]] auto parse_range(std::string_view text) -> std::optional<Range>;
/// U+F000 is spelled "0xF000" and "\xF000"; every other delimiter stands for itself.
[[nodiscard]] auto decode_delimiter(std::string_view text) -> std::string;
/// "0x4;0x1B;0x88*;": 0x88* is 0x88, doubles are dropped; nullopt when a piece is no number of 16 bits.
[[nodiscard]] auto parse_editions(std::string_view text) -> std::optional<std::vector<std::uint16_t>>;
/// Microsoft puts sentences where a rule is wanted. Kept is what can only be a rule: no white space, at least one of `[
/// \ ^ $`, no look-around and no back-reference, brackets that close. RE2 accepts nothing else.
[[nodiscard]] auto is_plausible_pattern(std::string_view text) -> bool;

/// A description as the name of a value: white space joined, no full stop at the end; empty when it has more than 40
/// characters, since those are sentences and not taken.
[[nodiscard]] auto value_label(std::string_view description) -> std::string;

/// The kind and the values of an AllowedValues element, DependencyAllowedValue or DependencyChangedAllowedValues. A
/// Range that is no range becomes Any and says so in `problem`.
[[nodiscard]] auto read_allowed_values(const pugi::xml_node& element, std::string& problem) -> AllowedFacts;
/// The same as rows of text: a Range as "low-high", a list such as "[6,17]" or one value "[0]" as Enum.
[[nodiscard]] auto read_dependency_values(const pugi::xml_node& element, std::string& problem) -> AllowedFacts;

}  // namespace pinwright::csp
