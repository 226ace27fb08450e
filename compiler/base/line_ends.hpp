#pragma once

#include <string>
#include <string_view>

namespace pinwright::base {

/// LF for each CR LF; a CR that stands alone stays.
[[nodiscard]] auto with_line_feeds(std::string_view text) -> std::string;

}  // namespace pinwright::base
