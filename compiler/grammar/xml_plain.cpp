#include "grammar/xml_plain.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/byte_finder.hpp"
#include "base/text.hpp"

namespace pinwright::grammar {

namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// What stands between the items of lists: the one reference that is in many payloads.
constexpr std::string_view kReference = "&#xF000;";
constexpr std::string_view kSeparator = "\uF000";

/// More is left to expat, which has the limits.
constexpr std::size_t kMostElements = 1000;

auto is_name_begin(char c) -> bool { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
auto is_name_rest(char c) -> bool { return is_name_begin(c) || base::is_digit(c) || c == '-' || c == '.'; }
auto is_blank(char c) -> bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class PlainXml {
 public:
  explicit PlainXml(std::string_view text) : text_(text) {}

  auto read() -> std::optional<std::vector<XmlElement>> {
    const auto tags = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '<'));
    if (tags == 0 || tags > kMostElements) return std::nullopt;
    std::vector<XmlElement> elements;
    elements.reserve(tags);
    pass_blanks();
    while (at_ < text_.size()) {
      if (!element(elements.emplace_back())) return std::nullopt;
      pass_blanks();
    }
    return elements;
  }

 private:
  [[nodiscard]] auto peek() const -> char { return at_ < text_.size() ? text_[at_] : '\0'; }

  auto pass(char wanted) -> bool {
    if (peek() != wanted) return false;
    ++at_;
    return true;
  }

  auto pass_blanks() -> bool {
    const auto begin = at_;
    while (is_blank(peek())) ++at_;
    return at_ > begin;
  }

  /// Empty: none that is plain.
  auto name() -> std::string_view {
    const auto begin = at_;
    if (!is_name_begin(peek())) return {};
    while (is_name_rest(peek())) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  /// `<name a="b"/>`
  auto element(XmlElement& out) -> bool {
    out.begin = at_;
    if (!pass('<')) return false;
    out.name = name();
    if (out.name.empty()) return false;
    while (true) {
      const bool is_apart = pass_blanks();
      if (peek() == '/') break;
      if (!is_apart || !attribute(out.attributes)) return false;
    }
    return pass('/') && pass('>');
  }

  auto attribute(Attributes& out) -> bool {
    const auto key = name();
    const bool is_known = std::any_of(out.begin(), out.end(), [&](const auto& one) { return one.first == key; });
    if (key.empty() || key == "xmlns" || is_known || !pass('=')) return false;
    if (peek() != '"' && peek() != '\'') return false;
    const char quote = text_[at_++];
    out.reserve(2);
    return value(quote, out.emplace_back(key, std::string()).second);
  }

  /// Up to the quote and over it.
  auto value(char quote, std::string& out) -> bool {
    // What does not stand for itself. 0xEF begins U+FFFE and U+FFFF, which are no characters of XML, and U+F000, which
    // is.
    const base::ByteFinder<4> ends(0x20, {'<', '&', 0xEF, static_cast<unsigned char>(quote)});
    while (at_ < text_.size()) {
      const auto begin = at_;
      at_ = ends.find(text_, at_);
      out += text_.substr(begin, at_ - begin);
      if (pass(quote)) return true;
      const auto rest = text_.substr(at_);
      const auto spelling = rest.starts_with(kReference) ? kReference : kSeparator;
      if (!rest.starts_with(spelling)) return false;
      out += kSeparator;
      at_ += spelling.size();
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

auto read_plain_xml(std::string_view text) -> std::optional<std::vector<XmlElement>> { return PlainXml(text).read(); }

}  // namespace pinwright::grammar
