#include "csp/xml_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "base/code_page.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "grammar/xml.hpp"

namespace pinwright::csp {
namespace {

/// Names of what is UTF-8 already. A text of single bytes that says UTF-16 was converted once, or written by a
/// StringWriter of .NET: its first bytes would show it else.
constexpr std::array<std::string_view, 8> kUtf8Names{"utf-8",  "utf8",     "us-ascii", "ascii",
                                                     "utf-16", "utf-16le", "unicode",  "ucs-2"};

auto is_utf8_name(std::string_view name) -> bool {
  return std::any_of(kUtf8Names.begin(), kUtf8Names.end(),
                     [name](std::string_view one) { return base::equal_folded(one, name); });
}

auto no_text(std::size_t at, std::string_view encoding) -> base::Error {
  return {"byte " + std::to_string(at) + " is not " + std::string(encoding),
          "declare the encoding that the file is in"};
}

auto checked_utf8(std::string_view text) -> base::Result<std::string> {
  if (const auto at = base::find_invalid_utf8(text)) return no_text(*at, "UTF-8");
  return std::string(text);
}

auto through(const base::CodePage& page, std::string_view bytes, std::string_view encoding)
    -> base::Result<std::string> {
  if (const auto at = base::find_unmapped(page, bytes)) return no_text(*at, encoding);
  return base::to_utf8(page, bytes);
}

/// What stands before UTF-16 so that it begins with its mark: empty where it does; nullopt: it is none.
auto missing_utf16_mark(std::string_view bytes) -> std::optional<std::string_view> {
  using namespace std::string_view_literals;
  constexpr auto kLittleEndian = "\xFF\xFE"sv, kBigEndian = "\xFE\xFF"sv;
  if (bytes.starts_with(kLittleEndian) || bytes.starts_with(kBigEndian)) return ""sv;
  if (bytes.starts_with("<\0"sv)) return kLittleEndian;
  return bytes.starts_with("\0<"sv) ? std::optional(kBigEndian) : std::nullopt;
}

auto from_utf16(std::string_view with_mark) -> base::Result<std::string> {
  auto text = base::utf16_to_utf8(with_mark);
  if (!text) return base::Error{"not UTF-16 as its first bytes say", {}};
  return std::move(*text);
}

}  // namespace

auto declared_encoding(std::string_view bytes) -> std::string_view {
  bytes.remove_prefix(grammar::blanks_before_declaration(bytes));
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view declaration = bytes.substr(0, bytes.find("?>"));
  const std::size_t key = declaration.find("encoding");
  if (key == std::string_view::npos) return {};
  const std::size_t open = declaration.find_first_of("\"'", key);
  if (open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  return close == std::string_view::npos ? std::string_view() : declaration.substr(open + 1, close - open - 1);
}

auto is_utf16(std::string_view bytes) -> bool { return missing_utf16_mark(bytes).has_value(); }

auto xml_to_utf8(std::string_view bytes) -> base::Result<std::string> {
  if (const auto mark = missing_utf16_mark(bytes)) return from_utf16(std::string(*mark).append(bytes));
  if (bytes.starts_with(base::kByteOrderMark)) return checked_utf8(bytes.substr(base::kByteOrderMark.size()));
  const std::string_view name = declared_encoding(bytes);
  if (name.empty()) return checked_utf8(bytes);
  if (is_utf8_name(name)) return checked_utf8(bytes);
  const auto* page = base::find_code_page(name);
  if (page == nullptr) return base::Error{"its encoding " + base::quoted(name) + " is not known", "save it as UTF-8"};
  return through(*page, bytes, name);
}

auto xml_as_utf8(std::string_view bytes) -> base::Result<std::string> {
  auto text = xml_to_utf8(bytes);
  if (!text.ok()) return text;
  const auto name = declared_encoding(text.value());
  if (!name.empty() && !base::equal_folded(name, "us-ascii"))
    text.value().replace(static_cast<std::size_t>(name.data() - text.value().data()), name.size(), "utf-8");
  return text;
}

}  // namespace pinwright::csp
