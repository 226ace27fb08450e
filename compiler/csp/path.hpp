#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Paths of catalogue nodes: "./Device/Vendor/MSFT/PassportForWork/{TenantId}". Braces mark a dynamic segment;
/// Microsoft's static names are only letters, digits, `.`, `_` and `-`.
namespace pinwright::csp {

enum class Tree : std::uint8_t { Device, User, Other };

struct Path {
  Tree tree = Tree::Other;
  bool vendor_root = false;  ///< spelled "./Vendor/MSFT"
  std::vector<std::string_view> segments;
};

/// Views into `text`; nullopt when it does not begin with "./", has an empty segment or no segment behind the root.
[[nodiscard]] auto split_path(std::string_view text) -> std::optional<Path>;
/// Two paths that name one node have one key: folded, and "./Vendor/MSFT" is "./Device/Vendor/MSFT".
[[nodiscard]] auto path_key(std::string_view path) -> std::string;
/// The id that the definition of a node has in Intune's settings catalog, unless the list of definitions says another:
/// settings_catalog.hpp has the rule.
[[nodiscard]] auto rule_of_definition_id(std::string_view path) -> std::string;
/// "./Device/Vendor/MSFT", "./User/Vendor/MSFT", "./Vendor/MSFT" or ".".
[[nodiscard]] auto root_text(Tree tree, bool vendor_root) -> std::string_view;

[[nodiscard]] constexpr auto is_dynamic_segment(std::string_view segment) -> bool {
  return segment.size() >= 2 && segment.front() == '{' && segment.back() == '}';
}

/// What a later catalogue replaces as a whole: a CSP ("passportforwork"), or an area of the Policy CSP
/// ("policy/config/abovelock"). Folded; "policy" for the rest of that CSP.
[[nodiscard]] auto unit_of(const Path& path) -> std::string;
/// How many segments name the unit.
[[nodiscard]] auto unit_length(const Path& path) -> std::size_t;

}  // namespace pinwright::csp
