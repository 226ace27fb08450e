#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace pinwright::base {

/// A line of one text or of both. Views into the texts.
struct LineEdit {
  enum class Kind : std::uint8_t { Same, Removed, Added } kind = Kind::Same;
  std::string_view line;  ///< without its line break, CR LF or LF
};

/// The way from `before` to `after`, line by line, with as few removed and added lines as can be (Myers, "An O(ND)
/// Difference Algorithm", 1986). Texts that differ in more than some thousand lines are not taken apart: then all that
/// stands between the first and the last difference is removed and added.
[[nodiscard]] auto diff_lines(std::string_view before, std::string_view after) -> std::vector<LineEdit>;

}  // namespace pinwright::base
