#pragma once

#include <string_view>

/// What a page of HTML begins with. Both are allowed by their hash in the page's own policy, and nothing else is.
namespace pinwright::diag {

[[nodiscard]] auto html_style() -> std::string_view;
/// Search; the page can be read without it.
[[nodiscard]] auto html_script() -> std::string_view;

}  // namespace pinwright::diag
