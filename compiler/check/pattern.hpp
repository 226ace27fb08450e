#pragma once

#include <string_view>

namespace pinwright::check {

/// Whether a text fits a pattern of Microsoft's files. Patterns are ECMAScript in spirit: one without `^` and `$` may
/// match anywhere, and
/// `/…/` round one is no part of it. One that RE2 cannot compile says nothing.
enum class Fit { Yes, No, Unknown };
[[nodiscard]] auto fits(std::string_view pattern, std::string_view text) -> Fit;
/// The same, with nothing in front of the match or behind it.
[[nodiscard]] auto fits_whole(std::string_view pattern, std::string_view text) -> Fit;

}  // namespace pinwright::check
