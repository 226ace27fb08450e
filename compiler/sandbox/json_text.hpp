#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace pinwright::sandbox {

/// The whole text as one JSON value; nullopt: it is none, or it nests deeper than 64. A byte order mark is skipped.
[[nodiscard]] auto parse_json(std::string_view text) -> std::optional<nlohmann::json>;
/// Of what the store holds: it was written by this program. A store changed by hand gives null.
[[nodiscard]] auto parse_stored(std::string_view text) -> nlohmann::json;
/// Compact; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] auto to_text(const nlohmann::json& value) -> std::string;

/// The string of this key; empty when it is missing or no string.
[[nodiscard]] auto text_of(const nlohmann::json& object, std::string_view key) -> std::string;
/// Puts the members of a body into an object, but for annotations (`@odata.type`, `x@odata.bind`).
auto take_properties(const nlohmann::json& body, nlohmann::json& into) -> void;
/// "string", "number", … with its article: "a string".
[[nodiscard]] auto named_type(const nlohmann::json& value) -> std::string_view;
/// A key as a piece of a JSON pointer (RFC 6901), with its slash.
[[nodiscard]] auto pointer_piece(std::string_view key) -> std::string;

}  // namespace pinwright::sandbox
