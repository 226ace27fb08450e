#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace pinwright::base {

/// JSON in one line, for programs: bytes that are not UTF-8 become U+FFFD. What people may see goes through
/// diag::json_text.
[[nodiscard]] auto json_line(const nlohmann::json& json) -> std::string;
[[nodiscard]] auto json_line(const nlohmann::ordered_json& json) -> std::string;

}  // namespace pinwright::base
