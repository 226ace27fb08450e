#include "syntax/text_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "base/utf8.hpp"

namespace pinwright::syntax {
namespace {

enum class ByteClass : std::uint8_t { Other, Tab, CarriageReturn, Flow, Control };

constexpr auto classify() -> std::array<ByteClass, 256> {
  std::array<ByteClass, 256> classes{};
  for (std::size_t i = 0; i < 0x20; ++i) classes[i] = ByteClass::Control;
  classes[0x7F] = ByteClass::Control;
  classes['\t'] = ByteClass::Tab;
  classes['\n'] = ByteClass::Other;
  classes['\r'] = ByteClass::CarriageReturn;
  for (const char c : {'[', ']', '{', '}', ','}) classes[static_cast<unsigned char>(c)] = ByteClass::Flow;
  return classes;
}
constexpr std::array<ByteClass, 256> kClasses = classify();

auto span_of(source::FileId file, std::size_t begin, std::size_t size) -> source::Span {
  return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)};
}

/// UTF-16 text without a mark has a NUL in nearly every second byte.
auto looks_like_utf16(std::string_view text) -> bool {
  const std::string_view head = text.substr(0, 256);
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++nuls[i % 2];
  }
  const std::size_t most = std::max(nuls[0], nuls[1]);
  return most * 4 > head.size() && std::min(nuls[0], nuls[1]) * 4 < most;
}

auto check_encoding(source::FileId file, std::string_view text) -> std::optional<diag::Diagnostic> {
  const std::string help = "save the file as UTF-8";
  if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF") {
    return diag::make(diag::Code::InvalidUtf8, span_of(file, 0, 2),
                      "the file is UTF-16: it starts with its byte order mark", help);
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    if (looks_like_utf16(text)) {
      return diag::make(diag::Code::InvalidUtf8, span_of(file, nul, 1),
                        "the file looks like UTF-16 without a byte order mark", help);
    }
    return diag::make(diag::Code::InvalidUtf8, span_of(file, nul, 1),
                      "the file holds a NUL byte: it looks like a binary file",
                      help + ", or keep files that are not YAML out of the workspace");
  }
  if (const auto bad = base::find_invalid_utf8(text)) {
    return diag::make(
        diag::Code::InvalidUtf8, span_of(file, *bad, 1),
        fmt::format("the byte 0x{:02X} is not UTF-8 here: the file looks like text of a one-byte encoding or like a "
                    "binary file",
                    static_cast<unsigned char>(text[*bad])),
        help);
  }
  return std::nullopt;
}

/// The next byte at or behind `at` that is more than text. Nearly all bytes are text, so eight are looked at together.
auto next_special(std::string_view text, std::size_t at) -> std::size_t {
  const auto class_at = [&](std::size_t i) { return kClasses[static_cast<unsigned char>(text[i])]; };
  constexpr std::size_t kStep = 8;
  for (; at + kStep <= text.size(); at += kStep) {
    unsigned classes = 0;
    for (std::size_t i = 0; i < kStep; ++i) classes |= static_cast<unsigned>(class_at(at + i));
    if (classes != 0) break;
  }
  while (at < text.size() && class_at(at) == ByteClass::Other) ++at;
  return at;
}

/// One pass over the bytes; `facts` learns of tabs.
auto check_bytes(source::FileId file, std::string_view text, const Limits& limits, TextFacts& facts)
    -> std::optional<diag::Diagnostic> {
  std::size_t brackets = 0;
  for (std::size_t i = next_special(text, 0); i < text.size(); i = next_special(text, i + 1)) {
    switch (kClasses[static_cast<unsigned char>(text[i])]) {
      case ByteClass::Other:
        break;
      case ByteClass::Flow:
        ++brackets;
        break;
      case ByteClass::Tab: {
        const std::size_t before = text.find_last_not_of(" \t", i);
        facts.tab_at_start = facts.tab_at_start || before == std::string_view::npos || text[before] == '\n';
        // A run of tabs is looked at once: else a long one would cost the square of its length.
        i = std::min(text.find_first_not_of(" \t", i), text.size()) - 1;
        break;
      }
      case ByteClass::CarriageReturn:
        if (i + 1 < text.size() && text[i + 1] == '\n') break;
        return diag::make(diag::Code::YamlSyntax, span_of(file, i, 1), "a carriage return without a line feed",
                          "end lines with LF or CRLF, or write `\\r` in double quotes");
      case ByteClass::Control:
        return diag::make(diag::Code::YamlSyntax, span_of(file, i, 1),
                          fmt::format("the control character U+{:04X} cannot stand in YAML", text[i]),
                          fmt::format("remove it, or write `\\x{:02X}` in double quotes", text[i]));
    }
  }
  if (brackets <= limits.nodes) return std::nullopt;
  // The parser's scanner keeps all tokens of a flow collection in memory until its closing bracket.
  return diag::make(diag::Code::LimitExceeded, span_of(file, 0, 0),
                    fmt::format("the file holds {} brackets and commas, more than {}", brackets, limits.nodes),
                    "split the file");
}

}  // namespace

auto check_text(source::FileId file, std::string_view text, const Limits& limits, diag::Sink& sink) -> TextFacts {
  TextFacts facts;
  // The parser counts bytes in an int, and spans in 32 bits.
  const std::size_t most = std::min<std::size_t>(limits.bytes, std::numeric_limits<std::int32_t>::max());
  std::optional<diag::Diagnostic> finding;
  if (text.size() > most) {
    finding = diag::make(diag::Code::LimitExceeded, span_of(file, 0, 0),
                         fmt::format("the file has {} bytes, more than {}", text.size(), most), "split the file");
  }
  if (!finding) finding = check_encoding(file, text);
  if (!finding) finding = check_bytes(file, text, limits, facts);
  facts.readable = !finding.has_value();
  if (finding) sink.add(*std::move(finding));
  return facts;
}

}  // namespace pinwright::syntax
