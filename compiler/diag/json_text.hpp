#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace pinwright::diag {

/// JSON that is safe to print: what a terminal or the agent of a pipeline obeys is written as `\uXXXX`, bytes that are
/// not UTF-8 as U+FFFD. `indent` as nlohmann's dump has it: -1 for one line.
[[nodiscard]] auto json_text(const nlohmann::ordered_json& json, int indent = -1) -> std::string;

}  // namespace pinwright::diag
