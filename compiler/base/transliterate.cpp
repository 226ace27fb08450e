#include "base/transliterate.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.hpp"

namespace pinwright::base {

namespace {

struct Spelling {
  char32_t letter;
  std::string_view ascii;
};

/// How those who write them write them without; the letters behind have no marks that could be left out.
constexpr std::array<Spelling, 22> kSpellings{
    {{0xE4, "ae"}, {0xF6, "oe"}, {0xFC, "ue"},  {0xC4, "Ae"},  {0xD6, "Oe"}, {0xDC, "Ue"}, {0xDF, "ss"}, {0x1E9E, "SS"},
     {0xE6, "ae"}, {0xC6, "Ae"}, {0x153, "oe"}, {0x152, "Oe"}, {0xF8, "o"},  {0xD8, "O"},  {0x142, "l"}, {0x141, "L"},
     {0x111, "d"}, {0x110, "D"}, {0xF0, "d"},   {0xFE, "th"},  {0xDE, "Th"}, {0x131, "i"}}};

/// What is left of a letter without its marks, where that is ASCII: of a mark that stands alone nothing.
auto bare(char32_t letter) -> std::optional<std::string> {
  std::array<utf8proc_int32_t, 4> parts{};
  int boundary = 0;
  const auto count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(letter), parts.data(), parts.size(),
                              static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK), &boundary);
  if (count == 0) return std::string();
  if (count == 1 && parts[0] > 0 && parts[0] < 0x80) return std::string(1, static_cast<char>(parts[0]));
  return std::nullopt;
}

}  // namespace

auto to_ascii(std::string_view text) -> std::string {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    const auto* const found = std::find_if(kSpellings.begin(), kSpellings.end(),
                                           [&](const Spelling& one) { return one.letter == point.value; });
    if (found != kSpellings.end()) {
      out += found->ascii;
    } else {
      const auto letter = point.value < 0x80 ? std::nullopt : bare(point.value);
      if (letter) {
        out += *letter;
      } else {
        out += text.substr(at, point.size);
      }
    }
    at += point.size;
  }
  return out;
}

}  // namespace pinwright::base
