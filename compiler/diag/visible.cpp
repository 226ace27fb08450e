#include "diag/visible.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace pinwright::diag {
namespace {

constexpr char32_t kPictures = 0x2400;  // ␀ and the pictures of the other C0 characters behind it
constexpr char32_t kDelete = 0x7F;
constexpr char32_t kPictureOfDelete = 0x2421;

/// Spaces can be seen by the caret below them; what has no width or breaks a line cannot.
auto needs_name(char32_t code_point) -> bool {
  const bool breaks_line = code_point == 0x2028 || code_point == 0x2029;
  const bool hidden = base::is_invisible(code_point) && base::display_width(code_point) == 0;
  return breaks_line || hidden || base::is_control(code_point);
}

}  // namespace

auto append_visible(std::string& out, char32_t code_point) -> int {
  if (code_point >= 0x20 && code_point < kDelete) {
    out += static_cast<char>(code_point);
    return 1;
  }
  if (code_point == '\t') {
    out += "    ";
    return 4;
  }
  if (code_point < 0x20 || code_point == kDelete) {
    base::append_utf8(out, code_point == kDelete ? kPictureOfDelete : kPictures + code_point);
    return 1;
  }
  if (needs_name(code_point)) {
    const auto name = fmt::format("<U+{:04X}>", static_cast<unsigned>(code_point));
    out += name;
    return static_cast<int>(name.size());
  }
  base::append_utf8(out, code_point);
  return base::display_width(code_point);
}

auto visible(std::string_view text) -> std::string {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto point = base::code_point_at(text, at);
    append_visible(out, point.value);
    at += point.size;
  }
  return out;
}

}  // namespace pinwright::diag
