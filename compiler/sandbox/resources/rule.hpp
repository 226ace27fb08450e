#pragma once

#include <string_view>

namespace pinwright::sandbox {

/// Whether Intune would take the text as the rule of a filter for devices: comparisons `(device.PROPERTY -OPERATOR
/// VALUE)` joined by and/or, in parentheses; at most 3,072 characters. Which operators and values a property has is not
/// looked at.
[[nodiscard]] auto is_filter_rule(std::string_view rule) -> bool;

}  // namespace pinwright::sandbox
