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

}  // namespace pinwright::base
