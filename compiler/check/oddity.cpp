#include "check/oddity.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/code_page.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "grammar/xml.hpp"
#include "object/from_graph.hpp"

namespace pinwright::check {

namespace {

using Kind = Oddity::Kind;

/// `<Data>` and `<Data …>`, with its end behind it: `<www.contoso.com>` of a list of addresses is none.
auto is_syncml(std::string_view text) -> bool {
  if (!text.starts_with('<')) return false;
  const auto name = text.substr(1, std::min(text.find_first_of(" \t\r\n/>"), text.size()) - 1);
  return is_syncml_name(name) && text.find('>') != std::string_view::npos;
}

/// The bytes of the reference that begins at `offset`; 0: none does.
auto reference_at(std::string_view text, std::size_t offset) -> std::size_t {
  constexpr std::array<std::string_view, 5> kNamed{"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
  const auto rest = text.substr(offset);
  for (const auto one : kNamed) {
    if (rest.starts_with(one)) return one.size();
  }
  if (!rest.starts_with("&#")) return 0;
  const bool is_hex = rest.size() > 2 && base::fold(rest[2]) == 'x';
  const std::size_t first = is_hex ? 3 : 2;
  std::size_t at = first;
  while (at < rest.size() && (is_hex ? base::hex_value(rest[at]) >= 0 : base::is_digit(rest[at]))) ++at;
  return at > first && at < rest.size() && rest[at] == ';' ? at + 1 : 0;
}

/// The byte that Windows-1252 shows as this character; 0: none above 0x7F. What it has no character for readers take
/// for a control character.
auto byte_of(char32_t character) -> unsigned {
  static const auto& page = *base::find_code_page("windows-1252");
  if (character >= 0x80 && character <= 0xFF) return static_cast<unsigned>(character);
  const auto* const found = std::find(page.begin(), page.end(), character);
  return found == page.end() || character == base::kUnmapped ? 0 : 0x80U + static_cast<unsigned>(found - page.begin());
}

/// Behind a capital letter such as `Ã`, these end a word or a sentence: `AMANHÃ…`, `«NÃ»`.
auto is_punctuation(char32_t character) -> bool {
  return (character >= 0x2018 && character <= 0x2026) || character == 0x2013 || character == 0x2014 ||
         character == 0xAB || character == 0xBB || character == 0x2039 || character == 0x203A;
}

/// Bytes of UTF-8, each shown as a character of Windows-1252.
struct Sequence {
  std::size_t size = 0;  ///< of the characters; 0: there is none
  unsigned lead = 0;
  char32_t second = 0;
};

/// How many bytes of UTF-8 this one begins, itself among them.
auto sequence_length(unsigned lead) -> std::size_t {
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

auto sequence_at(std::string_view text, std::size_t offset) -> Sequence {
  if (offset >= text.size()) return {};
  const auto first = base::code_point_at(text, offset);
  const auto lead = byte_of(first.value);
  const auto length = sequence_length(lead);
  if (length == 0) return {};
  Sequence out{first.size, lead, 0};
  for (std::size_t i = 1; i < length; ++i) {
    if (offset + out.size >= text.size()) return {};
    const auto next = base::code_point_at(text, offset + out.size);
    const auto byte = byte_of(next.value);
    if (byte < 0x80 || byte > 0xBF) return {};
    if (i == 1) out.second = next.value;
    out.size += next.size;
  }
  return out;
}

/// One such sequence tells: `Ã¤`, `Â®`, `â€™`, `â„¢`. Others are words by chance (`NESCAFÉ®`, `café…”`).
auto is_telling(const Sequence& sequence) -> bool {
  if (sequence.lead == 0xC2 || sequence.lead == 0xC3) return !is_punctuation(sequence.second);
  return sequence.lead == 0xE2 && (byte_of(sequence.second) == 0x80 || byte_of(sequence.second) == 0x84);
}

auto is_curly_quote(char32_t character) -> bool {
  return character == 0x201C || character == 0x201D || character == 0x201E;
}

/// The one pass.
class Scan {
 public:
  Scan(std::string_view text, TextKind kind)
      : text_(text),
        kind_(kind),
        may_refer_(kind == TextKind::Plain &&
                   (text.find('&') != std::string_view::npos || text.find('#') != std::string_view::npos)) {}

  auto run() -> std::optional<Oddity> {
    for (auto at = next(0); at < text_.size() && !found_; at = next(at)) {
      if (static_cast<unsigned char>(text_[at]) >= 0x80) {
        at += look_at_character(at);
      } else {
        look_at_reference(at);
        ++at;
      }
    }
    if (!found_ && kind_ != TextKind::MarkedUp) judge_quotes();
    return found_;
  }

 private:
  /// The next place that may be odd.
  [[nodiscard]] auto next(std::size_t at) const -> std::size_t {
    if (!may_refer_) return base::skip_ascii(text_, at);
    while (at < text_.size() && text_[at] != '&' && text_[at] != '#' && static_cast<unsigned char>(text_[at]) < 0x80)
      ++at;
    return at;
  }

  auto look_at_character(std::size_t at) -> std::size_t {
    if (const auto size = mojibake_at(text_, at); size > 0) found_ = {Kind::Mojibake, at, at + size};
    const auto character = base::code_point_at(text_, at);
    if (is_curly_quote(character.value)) {
      ++quotes_;
      if (!quote_) quote_ = {at, at + character.size};
    }
    return character.size;
  }

  auto look_at_reference(std::size_t at) -> void {
    constexpr std::array<std::string_view, 2> kSeparators{"#xF000;", "#61440;"};
    for (const auto one : kSeparators) {
      if (!base::equal_folded(text_.substr(at, one.size()), one)) continue;
      const auto before = text_.substr(0, at);
      const std::size_t extra = before.ends_with("&amp;") ? 5 : before.ends_with('&') ? 1 : 0;
      found_ = {Kind::Separator, at - extra, at + one.size()};
      return;
    }
    // The separator behind it says more.
    const auto size = reference_at(text_, at);
    const auto rest = text_.substr(at + size);
    if (size == 0 || base::starts_with_folded(rest, "#xf000;") || rest.starts_with("#61440;")) return;
    if (base::equal_folded(text_.substr(at, size), "&#xf000;") || text_.substr(at, size) == "&#61440;") return;
    found_ = {Kind::Entity, at, at + size};
  }

  /// Sentences have them by right; a value of one word, or one that stands between them, hardly.
  auto judge_quotes() -> void {
    if (!quote_) return;
    const auto text = base::trimmed(text_);
    const bool is_enclosed = (text.starts_with("\u201C") || text.starts_with("\u201D") || text.starts_with("\u201E")) &&
                             (text.ends_with("\u201D") || text.ends_with("\u201C")) && quotes_ == 2 &&
                             !has_sentence_end(text);
    const bool has_blank = std::any_of(text_.begin(), text_.end(), base::is_space);
    if (!has_blank || is_enclosed) found_ = {Kind::CurlyQuotes, quote_->first, quote_->second};
  }

  /// A point behind a small letter, with a blank or a quote behind it: none in `W. Europe Standard Time` or
  /// `sts.contoso.com`.
  static auto has_sentence_end(std::string_view text) -> bool {
    for (auto at = text.find_first_of(".!?"); at != std::string_view::npos; at = text.find_first_of(".!?", at + 1)) {
      const bool is_word = at > 0 && (text[at] != '.' || !(text[at - 1] >= 'A' && text[at - 1] <= 'Z'));
      const bool is_end =
          at + 1 == text.size() || text[at + 1] == ' ' || static_cast<unsigned char>(text[at + 1]) >= 0x80;
      if (is_word && is_end) return true;
    }
    return false;
  }

  std::string_view text_;
  TextKind kind_;
  bool may_refer_;
  std::optional<Oddity> found_;
  std::optional<std::pair<std::size_t, std::size_t>> quote_;
  int quotes_ = 0;
};

/// `<![CDATA[` round the whole value is how Microsoft's pages send text that SyncML would otherwise change.
auto misplaced_cdata(std::string_view text) -> std::optional<Oddity> {
  constexpr std::string_view kOpen = "<![CDATA[";
  const auto body = grammar::xml_body(text);
  const auto at = body.text.find(kOpen);
  if (at == std::string_view::npos) return std::nullopt;
  return Oddity{Kind::Cdata, body.begin + at, body.begin + at + kOpen.size()};
}

/// XML 1.0: of the characters below a blank only tab, line feed and carriage return.
auto control_character(std::string_view text) -> std::optional<Oddity> {
  const auto* const found = std::find_if(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
  if (found == text.end()) return std::nullopt;
  const auto at = static_cast<std::size_t>(found - text.begin());
  return Oddity{Kind::Control, at, at + 1};
}

auto of_whole(std::string_view text, TextKind kind) -> std::optional<Oddity> {
  const auto inner = base::trimmed(text);
  const auto begin = inner.empty() ? 0 : static_cast<std::size_t>(inner.data() - text.data());
  const auto whole = [&](Kind one) { return Oddity{one, begin, begin + inner.size()}; };
  if (is_mask(text)) return whole(Kind::Mask);
  if (kind == TextKind::MarkedUp) return std::nullopt;
  if (is_syncml(inner)) return Oddity{Kind::SyncMl, begin, begin + inner.find('>') + 1};
  const bool is_encoded = inner.starts_with("&lt;") && inner.find("&gt;") != std::string_view::npos;
  if (kind == TextKind::Plain && is_encoded) return whole(Kind::EncodedXml);
  return misplaced_cdata(text);
}

}  // namespace

auto is_mask(std::string_view text) -> bool {
  text = base::trimmed(text);
  const bool is_stars = text.size() >= 4 && std::all_of(text.begin(), text.end(), [](char c) { return c == '*'; });
  return is_stars || object::is_mask(text);
}

auto is_syncml_name(std::string_view name) -> bool {
  constexpr std::array<std::string_view, 14> kNames{"SyncML",  "SyncBody", "Atomic", "Sequence", "Add",
                                                    "Replace", "Exec",     "Delete", "Item",     "Data",
                                                    "Target",  "LocURI",   "CmdID",  "Meta"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

auto mojibake_at(std::string_view text, std::size_t offset) -> std::size_t {
  const auto sequence = sequence_at(text, offset);
  if (sequence.size == 0 || is_telling(sequence)) return sequence.size;
  const auto next = sequence_at(text, offset + sequence.size);
  return next.size == 0 ? 0 : sequence.size + next.size;
}

auto find_oddity(std::string_view text, TextKind kind) -> std::optional<Oddity> {
  if (auto whole = of_whole(text, kind)) return whole;
  // The readers of mark-up speak of theirs.
  if (kind != TextKind::MarkedUp) {
    if (auto control = control_character(text)) return control;
  }
  // What stands in CDATA is not changed on its way: `<![CDATA[a&#xF000;b]]>` is right.
  const bool is_wrapped = grammar::xml_body(text).begin > 0;
  return Scan(text, is_wrapped && kind == TextKind::Plain ? TextKind::Unknown : kind).run();
}

}  // namespace pinwright::check
