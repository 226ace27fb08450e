#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "sandbox/types.hpp"

namespace pinwright::sandbox {

enum class Purpose : std::uint8_t { Create, Update };

/// Why a body is refused: Graph's `error.code` and `error.message`.
struct Flaw {
  std::string code;
  std::string message;
};

/// Judges a body against the tables of types: `expected` is what the operation takes, or a base of it. A new object
/// needs its required properties, an update of one only its `@odata.type` where types are told apart by it.
[[nodiscard]] auto find_flaw(const nlohmann::json& body, const Type& expected, Api api, Purpose purpose)
    -> std::optional<Flaw>;

/// The bytes of an Edm.Binary: base64 or base64url, with or without padding, no white space.
[[nodiscard]] auto decode_binary(std::string_view text) -> std::optional<std::string>;

}  // namespace pinwright::sandbox
