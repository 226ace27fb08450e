#include "driver/value_text.hpp"

#include <algorithm>

#include "base/code_page.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "csp/xml_text.hpp"

namespace pinwright::driver {

namespace {

constexpr std::string_view kDeclaration = "<?xml ";

auto is_utf8_text(std::string_view bytes) -> bool {
  return bytes.find('\0') == std::string_view::npos && !base::find_invalid_utf8(bytes);
}

/// UTF-8 that declares an encoding of single bytes: the finding of a check, as nobody can tell which one is meant.
auto is_declared_wrongly(std::string_view utf8) -> bool {
  const bool is_ascii =
      std::all_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return !is_ascii && base::find_code_page(csp::declared_encoding(utf8)) != nullptr;
}

}  // namespace

auto value_text(std::string_view bytes) -> std::optional<std::string> {
  const auto unmarked = bytes.starts_with(base::kByteOrderMark) ? bytes.substr(base::kByteOrderMark.size()) : bytes;
  const bool is_utf8 = is_utf8_text(unmarked);
  const bool is_declared = unmarked.starts_with(kDeclaration);
  if (is_utf8 && (!is_declared || is_declared_wrongly(unmarked))) return base::with_line_feeds(unmarked);
  const bool is_single_byte = is_declared && bytes.find('\0') == std::string_view::npos;
  if (!is_utf8 && !is_single_byte && !csp::is_utf16(bytes)) return std::nullopt;
  const auto text = csp::xml_as_utf8(is_utf8 ? unmarked : bytes);
  if (text.ok()) return base::with_line_feeds(text.value());
  return is_utf8 ? std::optional(base::with_line_feeds(unmarked)) : std::nullopt;
}

}  // namespace pinwright::driver
