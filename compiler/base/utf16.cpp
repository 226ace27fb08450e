#include "base/utf8.hpp"

namespace pinwright::base {
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
