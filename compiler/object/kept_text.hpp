#pragma once

#include <string>
#include <string_view>

namespace pinwright::object {

/// A name or a description as it may come back: a service is free to drop white space at its ends and at the ends of
/// its lines, to write line breaks as CR LF, and to compose characters. Texts that share this form are the same text.
[[nodiscard]] auto kept_text(std::string_view text) -> std::string;
/// kept_text() in which letter case does not count: whether people would call two names the same.
[[nodiscard]] auto is_same_name(std::string_view a, std::string_view b) -> bool;

}  // namespace pinwright::object
