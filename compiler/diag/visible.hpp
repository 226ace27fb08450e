#pragma once

#include <string>
#include <string_view>

namespace pinwright::diag {

/// Appends what a terminal may show for one code point and returns its cells: a tab is four spaces, a control character
/// its picture (␛), an invisible one `<U+200B>`. Nothing that a terminal obeys comes through.
auto append_visible(std::string& out, char32_t code_point) -> int;
[[nodiscard]] auto visible(std::string_view text) -> std::string;

}  // namespace pinwright::diag
