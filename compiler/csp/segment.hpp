#pragma once

#include <string_view>

/// An OMA-URI's segment, as spelled, and a node's name: compared without making a decoded copy.
namespace pinwright::csp {

/// Below, at or above zero: the percent-decoded, folded segment against the folded name.
[[nodiscard]] auto compare_folded(std::string_view segment, std::string_view name) -> int;
/// The percent-decoded segment is the name, letter case included.
[[nodiscard]] auto same_spelling(std::string_view segment, std::string_view name) -> bool;
/// The segment stands for a name: "{TenantId}".
[[nodiscard]] auto is_title(std::string_view segment) -> bool;
/// The segment is "{title}", folded.
[[nodiscard]] auto is_title(std::string_view segment, std::string_view title) -> bool;

}  // namespace pinwright::csp
