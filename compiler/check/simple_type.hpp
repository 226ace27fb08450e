#pragma once

#include <string>
#include <string_view>

#include "check/pattern.hpp"
#include "csp/schema.hpp"

namespace pinwright::check {

/// Whether a text is one of the type: lexically and by its facets (XML Schema part 2). What is not judged fits.
[[nodiscard]] auto fits(const csp::XmlSimple& type, std::string_view text, const PatternCache& patterns) -> bool;

/// What texts the type has, for people: "`Allow` or `Deny`", "a whole number from 1 to 127".
[[nodiscard]] auto words_of(const csp::XmlSimple& type) -> std::string;

/// "`a`, `b` or `c`"; of many the first, and how many more there are.
[[nodiscard]] auto one_of(const std::vector<std::string>& quoted_words) -> std::string;

}  // namespace pinwright::check
