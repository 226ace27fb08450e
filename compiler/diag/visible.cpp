#include "diag/visible.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
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
  const bool is_no_character = (code_point & 0xFFFEU) == 0xFFFEU;  // XML may not hold U+FFFE and U+FFFF
  return breaks_line || hidden || is_no_character || base::is_control(code_point);
}

auto is_letter(char32_t code_point) -> bool {
  return code_point < 0x80 && base::is_alpha(static_cast<char>(code_point));
}

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

}  // namespace

auto Drawer::inside_line() -> Drawer {
  Drawer drawer;
  drawer.seen_ = Seen::Text;
  return drawer;
}

auto Drawer::opens_command(char32_t code_point) -> bool {
  if (code_point == '[') return word_ || hashes_ >= 2;
  return code_point == ':' && seen_ == Seen::Colon;
}

auto Drawer::note(char32_t code_point) -> void {
  word_ = is_letter(code_point) && (word_ || hashes_ >= 2);
  hashes_ = code_point == '#' ? hashes_ + 1 : 0;
  const bool is_space = code_point == ' ' || code_point == '\t' || base::is_invisible(code_point);
  if (seen_ != Seen::Spaces || !is_space) seen_ = seen_ == Seen::Spaces && code_point == ':' ? Seen::Colon : Seen::Text;
}

auto Drawer::append(std::string& out, char32_t code_point) -> int {
  const bool opens = opens_command(code_point);
  if (opens) out += '\\';
  note(code_point);
  return append_visible(out, code_point) + (opens ? 1 : 0);
}

auto visible(std::string_view text) -> std::string {
  std::string out;
  out.reserve(text.size());
  Drawer drawer;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = base::code_point_at(text, at);
    drawer.append(out, point.value);
    at += point.size;
  }
  return out;
}

auto visible_lines(std::string_view text) -> std::string {
  std::string out;
  std::string_view before;
  for (const auto line : base::split(text, '\n')) {
    out.append(before).append(visible(line));
    before = "\n";
  }
  return out;
}

}  // namespace pinwright::diag
