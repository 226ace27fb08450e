#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

/// `--justification`: what the administrators who approve a write read.
namespace pinwright::plan {

/// Of what is sent, as UTF-16 code units: "Decoded content of 'x-msft-approval-justification' header must be no greater
/// than 1024 characters".
inline constexpr std::size_t kMostJustification = 1024;

/// An Error where the text cannot be sent: it is blank, too long, no UTF-8, or holds a control character.
[[nodiscard]] auto check_justification(std::string_view text) -> base::Status;

/// The text with `tag` behind it, by which its request is found again; without it where both are too long.
[[nodiscard]] auto with_tag(std::string_view text, std::string_view tag) -> std::string;

}  // namespace pinwright::plan
