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

/// The encoding that an XML declaration names; empty when it names none.
auto declared_encoding(std::string_view text) -> std::string_view {
  constexpr std::string_view kEncoding = "encoding";
  if (!text.starts_with(kDeclaration)) return {};
  const auto end = text.find("?>");
  const auto key = text.find(kEncoding);
  if (end == std::string_view::npos || key > end) return {};
  const auto open = text.find_first_of("\"'", key);
  const auto close = open < end ? text.find(text[open], open + 1) : std::string_view::npos;
  return close < end ? text.substr(open + 1, close - open - 1) : std::string_view();
}

/// What is sent is UTF-8, whatever the file was.
auto declare_utf8(std::string& text) -> void {
  const auto name = declared_encoding(text);
  if (!name.empty()) text.replace(static_cast<std::size_t>(name.data() - text.data()), name.size(), "utf-8");
}

/// Two bytes a character: a text of single bytes that says so was converted once, or written by a StringWriter of .NET.
auto declares_utf16(std::string_view text) -> bool {
  const auto name = declared_encoding(text);
  return base::starts_with_folded(name, "utf-16") || base::equal_folded(name, "unicode") ||
         base::equal_folded(name, "ucs-2");
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
  if (is_utf8_text(unmarked)) {
    auto whole = base::with_line_feeds(unmarked);
    if (declares_utf16(whole)) declare_utf8(whole);
    return whole;
  }
  auto text = converted(bytes);
  if (!text) return std::nullopt;
  declare_utf8(*text);
  return base::with_line_feeds(*text);
}

}  // namespace pinwright::driver
