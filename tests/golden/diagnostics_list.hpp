#pragma once

#include <string>
#include <string_view>

namespace golden {

/// docs/diagnostics/README.md: `page`, up to its line that says that the rest is made, and a table of the findings of
/// codes.def for each group. Without that line the page stays as it is and the tables follow.
[[nodiscard]] auto diagnostics_page(std::string_view page) -> std::string;

}  // namespace golden
