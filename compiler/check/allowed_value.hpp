#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/context.hpp"
#include "object/policy.hpp"

/// Comparing values with what the catalogue allows.
namespace pinwright::check {

/// Whether a value is the one that Microsoft's file spells `allowed`: numbers as numbers (`0x10` is 16), `true` and
/// `false` in any letter case and as 1 and 0, other text byte for byte.
[[nodiscard]] auto is_value(std::string_view allowed, const object::SettingValue& value) -> bool;
/// Whether it is the node's default, which is right even where the list leaves it out.
[[nodiscard]] auto is_default(const csp::Node& node, const object::SettingValue& value) -> bool;
/// An integer, or text that spells one.
[[nodiscard]] auto number_of(const object::SettingValue& value) -> std::optional<std::int64_t>;
/// "7-365" and "-1-5".
[[nodiscard]] auto parse_range(std::string_view text) -> std::optional<csp::Range>;

/// What a node allows, given the other settings of its policy.
struct Allowance {
  csp::Allowed kind = csp::Allowed::Absent;
  std::vector<std::string_view> values;
  std::optional<csp::Range> range;
  std::string because;  ///< " while `BackupDirectory` is `1`"; empty: it is the node's own list
};
[[nodiscard]] auto allowance_of(const SettingContext& context) -> Allowance;

/// A value, or one element of a list, with its bytes [begin, end) in the value's text.
struct Element {
  object::SettingValue value;
  std::size_t begin = 0;
  std::size_t end = 0;
};
/// The elements of a list without white space at their ends, empty ones left out; the value as a whole when the node is
/// no list.
[[nodiscard]] auto elements_of(const csp::Node& node, const lower::Setting& setting) -> std::vector<Element>;

/// Of the elements of one value that are wrong, those that its finding names and points at; the others are counted.
inline constexpr std::size_t kNamedElements = 3;
/// One finding for the elements of a value that are wrong, one or more, with a label at each named one but the first.
[[nodiscard]] auto elements_finding(const SettingContext& context, diag::Code code,
                                    const std::vector<Element>& elements, std::string message, std::string help)
    -> diag::Diagnostic;
/// "`3`", "`3` and `4`", "`3`, `4`, `5` and 96 more"; "the value" or "99 parts of the value" where a named one is a
/// secret or long.
[[nodiscard]] auto shown(const SettingContext& context, const std::vector<Element>& elements) -> std::string;

/// The pattern that the value has to fit; nullptr where its node has none, or the value is not one to check.
[[nodiscard]] auto pattern_for(const SettingContext& context) -> const Pattern*;

}  // namespace pinwright::check
