#include "csp/xml_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/code_page.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

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

auto from_utf16(std::string_view with_mark) -> base::Result<std::string> {
  auto text = base::utf16_to_utf8(with_mark);
  if (!text) return base::Error{"not UTF-16 as its first bytes say", {}};
  return std::move(*text);
}

}  // namespace

auto declared_encoding(std::string_view bytes) -> std::string_view {
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view declaration = bytes.substr(0, bytes.find("?>"));
  const std::size_t key = declaration.find("encoding");
  if (key == std::string_view::npos) return {};
  const std::size_t open = declaration.find_first_of("\"'", key);
  if (open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  return close == std::string_view::npos ? std::string_view() : declaration.substr(open + 1, close - open - 1);
}

auto xml_to_utf8(std::string_view bytes) -> base::Result<std::string> {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return from_utf16(bytes);
  if (bytes.starts_with("<\0"sv)) return from_utf16("\xFF\xFE" + std::string(bytes));
  if (bytes.starts_with("\0<"sv)) return from_utf16("\xFE\xFF" + std::string(bytes));
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return checked_utf8(bytes.substr(3));
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
