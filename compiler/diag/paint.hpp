#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "diag/codes.hpp"

namespace pinwright::diag {

enum class Style : std::uint8_t { Plain, Bold, Error, Warning, Note, Frame, Added, Faint };

[[nodiscard]] auto style_of(Severity severity) -> Style;

/// Colours for a terminal, or none.
class Paint {
 public:
  explicit Paint(bool color) : color_(color) {}
  [[nodiscard]] auto operator()(Style style, std::string_view text) const -> std::string;

 private:
  bool color_;
};

}  // namespace pinwright::diag
