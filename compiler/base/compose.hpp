#pragma once

#include <string>
#include <string_view>

namespace pinwright::base {

/// The text in Unicode's Normalization Form C: one spelling for what looks the same. A text that is no UTF-8 stays as
/// it is.
[[nodiscard]] auto composed(std::string_view text) -> std::string;

}  // namespace pinwright::base
