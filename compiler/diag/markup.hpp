#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pinwright::diag {

/// For text and attributes of XML and HTML: & < > " ' as entities.
[[nodiscard]] auto escaped(std::string_view text) -> std::string;

/// A message taken apart at its back-ticks.
struct Piece {
  std::string_view text;
  bool is_code = false;
};
/// A back-tick without a partner stays in the text.
[[nodiscard]] auto pieces_of(std::string_view message) -> std::vector<Piece>;

}  // namespace pinwright::diag
