#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace pinwright::graph {

/// base::parse_json for answers of which nothing but their being JSON matters: nullopt when it is refused.
[[nodiscard]] auto parse_json(std::string_view text) -> std::optional<nlohmann::json>;
/// The same for what a service answered; of what is not quite JSON as repaired_json() has it.
[[nodiscard]] auto parse_answer(std::string_view text) -> std::optional<nlohmann::json>;

/// The member of this name when it is a text; else empty.
[[nodiscard]] auto text_at(const nlohmann::json& object, const char* key) -> std::string;
/// The member of this name; null when there is none or `object` is no object.
[[nodiscard]] auto member(const nlohmann::json& object, const char* key) -> const nlohmann::json&;

}  // namespace pinwright::graph
