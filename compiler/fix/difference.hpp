#pragma once

#include <string>
#include <string_view>

namespace pinwright::fix {

/// The lines that change, as `diff -u` writes them with three lines around; "" when the texts are equal. For `patch`
/// and `git apply`; control characters stay as they are.
[[nodiscard]] auto unified(std::string_view path, std::string_view before, std::string_view after) -> std::string;

}  // namespace pinwright::fix
