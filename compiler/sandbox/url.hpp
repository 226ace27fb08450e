#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pinwright::sandbox {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// One segment of an OData path: a name, and what stands between its parentheses: `f(a='x')` has the argument a = x,
/// `f('x')` the argument with an empty name. Quotes are undone.
struct Segment {
  std::string name;
  Pairs arguments;
};

struct Url {
  std::string path;  ///< decoded, for logs and fault rules; begins with a slash
  std::vector<Segment> segments;
  Pairs query;  ///< decoded, in the order of writing
};

/// %XX undone; with `plus_is_space` also `+` (forms and queries). nullopt: a broken escape or a NUL.
[[nodiscard]] auto percent_decoded(std::string_view text, bool plus_is_space) -> std::optional<std::string>;
[[nodiscard]] auto percent_encoded(std::string_view text) -> std::string;
/// `a=1&b=2` of a query or of an application/x-www-form-urlencoded body.
[[nodiscard]] auto parse_pairs(std::string_view text) -> std::optional<Pairs>;
/// Path and query of a request line.
[[nodiscard]] auto parse_url(std::string_view target) -> std::optional<Url>;
/// The first value of this name; nullptr when there is none.
[[nodiscard]] auto find(const Pairs& pairs, std::string_view name) -> const std::string*;
/// The first value of this name; empty when there is none.
[[nodiscard]] auto value_of(const Pairs& pairs, std::string_view name) -> std::string_view;

}  // namespace pinwright::sandbox
