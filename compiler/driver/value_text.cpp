#include "driver/value_text.hpp"

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "csp/xml_text.hpp"

namespace pinwright::driver {

namespace {

constexpr std::string_view kDeclaration = "<?xml ";

auto is_utf8_text(std::string_view bytes) -> bool {
  return bytes.find('\0') == std::string_view::npos && !base::find_invalid_utf8(bytes);
}

/// Puts "utf-8" in the place of the encoding that an XML declaration names, if it names one.
auto declare_utf8(std::string& text) -> void {
  constexpr std::string_view kEncoding = "encoding";
  if (!text.starts_with(kDeclaration)) return;
  const auto end = text.find("?>");
  const auto key = text.find(kEncoding);
  if (end == std::string::npos || key > end) return;
  const auto open = text.find_first_of("\"'", key);
  const auto close = open < end ? text.find(text[open], open + 1) : std::string::npos;
  if (close < end) text.replace(open + 1, close - open - 1, "utf-8");
}

auto converted(std::string_view bytes) -> std::optional<std::string> {
  if (auto text = base::utf16_to_utf8(bytes)) return text;
  if (!bytes.starts_with(kDeclaration) || bytes.find('\0') != std::string_view::npos) return std::nullopt;
  auto text = csp::xml_to_utf8(bytes);
  return text.ok() ? std::optional(std::move(text).value()) : std::nullopt;
}

}  // namespace

auto value_text(std::string_view bytes) -> std::optional<std::string> {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  const auto unmarked = bytes.starts_with(kMark) ? bytes.substr(kMark.size()) : bytes;
  if (is_utf8_text(unmarked)) return base::with_line_feeds(unmarked);
  auto text = converted(bytes);
  if (!text) return std::nullopt;
  declare_utf8(*text);
  return base::with_line_feeds(*text);
}

}  // namespace pinwright::driver
