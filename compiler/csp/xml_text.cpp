#include "csp/xml_text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pinwright::csp {
namespace {

/// Code points of the bytes 0x80 to 0xFF; U+FFFD: none. From the Unicode Consortium's MAPPINGS.
using Table = std::array<std::uint16_t, 128>;

/// ISO 8859-1, where each byte is its code point, with other code points from the byte `first` on.
constexpr auto latin1_but(std::size_t first, std::initializer_list<std::uint16_t> codes) -> Table {
  Table table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = static_cast<std::uint16_t>(0x80 + i);
  for (const auto code : codes) table[first++ - 0x80] = code;
  return table;
}

// clang-format off
constexpr Table kLatin1 = latin1_but(0x80, {});
constexpr Table kLatin2 = latin1_but(0xA1, {
    0x0104, 0x02D8, 0x0141, 0x00A4, 0x013D, 0x015A, 0x00A7, 0x00A8, 0x0160, 0x015E, 0x0164, 0x0179,
    0x00AD, 0x017D, 0x017B, 0x00B0, 0x0105, 0x02DB, 0x0142, 0x00B4, 0x013E, 0x015B, 0x02C7, 0x00B8,
    0x0161, 0x015F, 0x0165, 0x017A, 0x02DD, 0x017E, 0x017C, 0x0154, 0x00C1, 0x00C2, 0x0102, 0x00C4,
    0x0139, 0x0106, 0x00C7, 0x010C, 0x00C9, 0x0118, 0x00CB, 0x011A, 0x00CD, 0x00CE, 0x010E, 0x0110,
    0x0143, 0x0147, 0x00D3, 0x00D4, 0x0150, 0x00D6, 0x00D7, 0x0158, 0x016E, 0x00DA, 0x0170, 0x00DC,
    0x00DD, 0x0162, 0x00DF, 0x0155, 0x00E1, 0x00E2, 0x0103, 0x00E4, 0x013A, 0x0107, 0x00E7, 0x010D,
    0x00E9, 0x0119, 0x00EB, 0x011B, 0x00ED, 0x00EE, 0x010F, 0x0111, 0x0144, 0x0148, 0x00F3, 0x00F4,
    0x0151, 0x00F6, 0x00F7, 0x0159, 0x016F, 0x00FA, 0x0171, 0x00FC, 0x00FD, 0x0163, 0x02D9});
constexpr Table kLatin9 = latin1_but(0xA4, {
    0x20AC, 0x00A5, 0x0160, 0x00A7, 0x0161, 0x00A9, 0x00AA, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF,
    0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x017D, 0x00B5, 0x00B6, 0x00B7, 0x017E, 0x00B9, 0x00BA, 0x00BB,
    0x0152, 0x0153, 0x0178});
constexpr Table kWindows1250 = latin1_but(0x80, {
    0x20AC, 0xFFFD, 0x201A, 0xFFFD, 0x201E, 0x2026, 0x2020, 0x2021, 0xFFFD, 0x2030, 0x0160, 0x2039,
    0x015A, 0x0164, 0x017D, 0x0179, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0xFFFD, 0x2122, 0x0161, 0x203A, 0x015B, 0x0165, 0x017E, 0x017A, 0x00A0, 0x02C7, 0x02D8, 0x0141,
    0x00A4, 0x0104, 0x00A6, 0x00A7, 0x00A8, 0x00A9, 0x015E, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x017B,
    0x00B0, 0x00B1, 0x02DB, 0x0142, 0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x0105, 0x015F, 0x00BB,
    0x013D, 0x02DD, 0x013E, 0x017C, 0x0154, 0x00C1, 0x00C2, 0x0102, 0x00C4, 0x0139, 0x0106, 0x00C7,
    0x010C, 0x00C9, 0x0118, 0x00CB, 0x011A, 0x00CD, 0x00CE, 0x010E, 0x0110, 0x0143, 0x0147, 0x00D3,
    0x00D4, 0x0150, 0x00D6, 0x00D7, 0x0158, 0x016E, 0x00DA, 0x0170, 0x00DC, 0x00DD, 0x0162, 0x00DF,
    0x0155, 0x00E1, 0x00E2, 0x0103, 0x00E4, 0x013A, 0x0107, 0x00E7, 0x010D, 0x00E9, 0x0119, 0x00EB,
    0x011B, 0x00ED, 0x00EE, 0x010F, 0x0111, 0x0144, 0x0148, 0x00F3, 0x00F4, 0x0151, 0x00F6, 0x00F7,
    0x0159, 0x016F, 0x00FA, 0x0171, 0x00FC, 0x00FD, 0x0163, 0x02D9});
constexpr Table kWindows1251 = latin1_but(0x80, {
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409, 0x2039,
    0x040A, 0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0xFFFD, 0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0, 0x040E, 0x045E, 0x0408,
    0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407,
    0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6, 0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB,
    0x0458, 0x0405, 0x0455, 0x0457, 0x0410, 0x0411, 0x0412, 0x0413, 0x0414, 0x0415, 0x0416, 0x0417,
    0x0418, 0x0419, 0x041A, 0x041B, 0x041C, 0x041D, 0x041E, 0x041F, 0x0420, 0x0421, 0x0422, 0x0423,
    0x0424, 0x0425, 0x0426, 0x0427, 0x0428, 0x0429, 0x042A, 0x042B, 0x042C, 0x042D, 0x042E, 0x042F,
    0x0430, 0x0431, 0x0432, 0x0433, 0x0434, 0x0435, 0x0436, 0x0437, 0x0438, 0x0439, 0x043A, 0x043B,
    0x043C, 0x043D, 0x043E, 0x043F, 0x0440, 0x0441, 0x0442, 0x0443, 0x0444, 0x0445, 0x0446, 0x0447,
    0x0448, 0x0449, 0x044A, 0x044B, 0x044C, 0x044D, 0x044E, 0x044F});
constexpr Table kWindows1252 = latin1_but(0x80, {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178});
// clang-format on

struct Encoding {
  std::string_view name;
  const Table* table;  ///< nullptr: the bytes are UTF-8 already
};
constexpr std::array<Encoding, 15> kEncodings = {{{"utf-8", nullptr},
                                                  {"utf8", nullptr},
                                                  {"us-ascii", nullptr},
                                                  {"ascii", nullptr},
                                                  {"utf-16", nullptr},  // it is not: its first bytes would show it
                                                  {"unicode", nullptr},
                                                  {"iso-8859-1", &kLatin1},
                                                  {"latin1", &kLatin1},
                                                  {"iso-8859-2", &kLatin2},
                                                  {"iso-8859-15", &kLatin9},
                                                  {"windows-1250", &kWindows1250},
                                                  {"windows-1251", &kWindows1251},
                                                  {"windows-1252", &kWindows1252},
                                                  {"cp1252", &kWindows1252},
                                                  {"iso8859-1", &kLatin1}}};

/// "windows-1252" of `<?xml version="1.0" encoding="windows-1252"?>`; empty when none is declared.
auto declared(std::string_view bytes) -> std::string_view {
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view declaration = bytes.substr(0, bytes.find("?>"));
  const std::size_t key = declaration.find("encoding");
  if (key == std::string_view::npos) return {};
  const std::size_t open = declaration.find_first_of("\"'", key);
  if (open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  return close == std::string_view::npos ? std::string_view() : declaration.substr(open + 1, close - open - 1);
}

auto find_encoding(std::string_view name) -> std::optional<Encoding> {
  for (const Encoding& encoding : kEncodings) {
    if (base::equal_folded(encoding.name, name)) return encoding;
  }
  return std::nullopt;
}

auto no_text(std::size_t at, std::string_view encoding) -> base::Error {
  return {"byte " + std::to_string(at) + " is not " + std::string(encoding),
          "declare the encoding that the file is in"};
}

auto checked_utf8(std::string_view text) -> base::Result<std::string> {
  if (const auto at = base::find_invalid_utf8(text)) return no_text(*at, "UTF-8");
  return std::string(text);
}

auto through(const Table& table, std::string_view bytes, std::string_view encoding) -> base::Result<std::string> {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const char32_t code = byte < 0x80 ? byte : table[byte - 0x80U];
    if (code == 0xFFFD) return no_text(i, encoding);
    base::append_utf8(out, code);
  }
  return out;
}

auto from_utf16(std::string_view with_mark) -> base::Result<std::string> {
  auto text = base::utf16_to_utf8(with_mark);
  if (!text) return base::Error{"not UTF-16 as its first bytes say", {}};
  return std::move(*text);
}

}  // namespace

auto xml_to_utf8(std::string_view bytes) -> base::Result<std::string> {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return from_utf16(bytes);
  if (bytes.starts_with("<\0"sv)) return from_utf16("\xFF\xFE" + std::string(bytes));
  if (bytes.starts_with("\0<"sv)) return from_utf16("\xFE\xFF" + std::string(bytes));
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return checked_utf8(bytes.substr(3));
  const std::string_view name = declared(bytes);
  if (name.empty()) return checked_utf8(bytes);
  const auto encoding = find_encoding(name);
  if (!encoding) return base::Error{"its encoding " + base::quoted(name) + " is not known", "save it as UTF-8"};
  return encoding->table == nullptr ? checked_utf8(bytes) : through(*encoding->table, bytes, name);
}

}  // namespace pinwright::csp
