#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pinwright::sandbox {

/// RFC 4648 section 5 without padding.
[[nodiscard]] auto base64url_encode(std::string_view bytes) -> std::string;
[[nodiscard]] auto base64url_decode(std::string_view text) -> std::optional<std::string>;

/// A JSON Web Token taken apart (RFC 7519), nothing verified.
struct Jwt {
  std::string header;   ///< JSON text
  std::string payload;  ///< JSON text
  std::string signature;
  std::string_view signed_part;  ///< of the text it was parsed from
};
[[nodiscard]] auto parse_jwt(std::string_view token) -> std::optional<Jwt>;

/// A token signed with HS256.
[[nodiscard]] auto sign_jwt(std::string_view payload, std::string_view key) -> std::string;
[[nodiscard]] auto is_signed_by(const Jwt& token, std::string_view key) -> bool;

}  // namespace pinwright::sandbox
