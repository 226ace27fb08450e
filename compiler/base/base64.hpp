#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pinwright::base {

/// RFC 4648 section 4, with padding, without line breaks.
[[nodiscard]] auto base64_encode(std::string_view bytes) -> std::string;
/// Strict inverse, but ASCII white space between characters is skipped (PEM habit); nullopt on a foreign character, a
/// wrong length, wrong padding or non-zero bits behind the last byte.
[[nodiscard]] auto base64_decode(std::string_view text) -> std::optional<std::string>;

/// RFC 4648 section 5, without padding: as the parts of a JWT are written.
[[nodiscard]] auto base64url_encode(std::string_view bytes) -> std::string;
/// Its inverse, which takes what base64_decode does as well.
[[nodiscard]] auto base64url_decode(std::string_view text) -> std::optional<std::string>;

}  // namespace pinwright::base
