#include "base/utf8.hpp"

#include <utf8proc.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace pinwright::base {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

auto byte_at(std::string_view text, std::size_t offset) -> unsigned { return static_cast<unsigned char>(text[offset]); }

/// What a first byte promises: how many bytes follow, its own bits, and the least value that needs that many.
struct Lead {
  std::size_t following = 0;
  char32_t bits = 0;
  char32_t least = 0;
};

auto lead_of(unsigned byte) -> std::optional<Lead> {
  if (byte < 0x80) return Lead{0, byte, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return Lead{1, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return Lead{2, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return Lead{3, byte & 0x07U, 0x10000};
  return std::nullopt;
}

auto decode(std::string_view text, std::size_t offset) -> std::optional<CodePoint> {
  const auto lead = lead_of(byte_at(text, offset));
  if (!lead || lead->following >= text.size() - offset) return std::nullopt;
  char32_t value = lead->bits;
  for (std::size_t i = 1; i <= lead->following; ++i) {
    const auto byte = byte_at(text, offset + i);
    if ((byte & 0xC0U) != 0x80) return std::nullopt;
    value = (value << 6U) | (byte & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < lead->least || value > 0x10FFFF || surrogate) return std::nullopt;
  return CodePoint{value, lead->following + 1};
}

auto category(char32_t code_point) -> utf8proc_category_t {
  return utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
}

}  // namespace

auto skip_ascii(std::string_view text, std::size_t offset) -> std::size_t {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  for (std::uint64_t eight = 0; offset + sizeof eight <= text.size(); offset += sizeof eight) {
    std::memcpy(&eight, text.data() + offset, sizeof eight);
    if ((eight & kHighBits) != 0) break;
  }
  while (offset < text.size() && byte_at(text, offset) < 0x80) ++offset;
  return offset;
}

auto find_invalid_utf8(std::string_view text) -> std::optional<std::size_t> {
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const auto point = decode(text, at);
    if (!point) return at;
    at += point->size;
  }
  return std::nullopt;
}

auto code_point_at(std::string_view text, std::size_t offset) -> CodePoint {
  const auto first = byte_at(text, offset);
  if (first < 0x80) return {first, 1};
  return decode(text, offset).value_or(CodePoint{kReplacement, 1});
}

auto count_code_points(std::string_view text) -> std::size_t {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const auto next = skip_ascii(text, at);
    count += next - at;
    if (next == text.size()) break;
    at = next + code_point_at(text, next).size;
  }
  return count;
}

auto append_utf8(std::string& out, char32_t code_point) -> void {
  std::array<utf8proc_uint8_t, 4> bytes{};
  auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes.data());
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (size == 0 || surrogate) size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(kReplacement), bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

auto append_escaped(std::string& out, char32_t code_point) -> void {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const bool astral = code_point > 0xFFFF;
  out += astral ? "\\U" : "\\u";
  for (unsigned shift = astral ? 32 : 16; shift > 0; shift -= 4) out += kDigits[(code_point >> (shift - 4)) & 0xFU];
}

auto display_width(char32_t code_point) -> int {
  switch (category(code_point)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
      return 0;
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return 1;
    default:  // a foreign enum: what is left are letters, marks that take space, digits and signs
      return utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point));
  }
}

auto display_width(std::string_view text) -> int {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    width += point.value < 0x80 ? 1 : display_width(point.value);
    at += point.size;
  }
  return width;
}

auto is_control(char32_t code_point) -> bool { return code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F); }

auto is_invisible(char32_t code_point) -> bool {
  if (code_point < 0x80) return false;
  const auto kind = category(code_point);
  return kind == UTF8PROC_CATEGORY_CF || kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL ||
         kind == UTF8PROC_CATEGORY_ZP;
}

namespace {

auto is_high_surrogate(char32_t unit) -> bool { return unit >= 0xD800 && unit <= 0xDBFF; }
auto is_low_surrogate(char32_t unit) -> bool { return unit >= 0xDC00 && unit <= 0xDFFF; }

auto unit_at(std::string_view bytes, std::size_t offset, bool little_endian) -> char32_t {
  const auto first = static_cast<unsigned char>(bytes[offset]);
  const auto second = static_cast<unsigned char>(bytes[offset + 1]);
  return little_endian ? static_cast<char32_t>(second << 8 | first) : static_cast<char32_t>(first << 8 | second);
}

}  // namespace

auto utf16_to_utf8(std::string_view bytes) -> std::optional<std::string> {
  const bool little_endian = bytes.starts_with("\xFF\xFE");
  if (!little_endian && !bytes.starts_with("\xFE\xFF")) return std::nullopt;
  if (bytes.size() % 2 != 0) return std::nullopt;

  std::string out;
  out.reserve(bytes.size() / 2);
  for (std::size_t at = 2; at < bytes.size(); at += 2) {
    auto unit = unit_at(bytes, at, little_endian);
    if (is_low_surrogate(unit)) return std::nullopt;
    if (is_high_surrogate(unit)) {
      at += 2;
      if (at >= bytes.size()) return std::nullopt;
      const auto low = unit_at(bytes, at, little_endian);
      if (!is_low_surrogate(low)) return std::nullopt;
      unit = 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
    }
    append_utf8(out, unit);
  }
  return out;
}

}  // namespace pinwright::base
