#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pinwright::csp {

/// A regular expression of XML Schema (part 2, appendix F) as one of RE2 that fits the same texts, if it is matched
/// against the whole text. nullopt: it uses what RE2 has not (class subtraction, blocks of Unicode, `\i`, `\c`, `\w`),
/// or what XML Schema has not.
[[nodiscard]] auto xsd_pattern_to_re2(std::string_view pattern) -> std::optional<std::string>;

}  // namespace pinwright::csp
