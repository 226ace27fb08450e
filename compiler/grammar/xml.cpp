#include "grammar/xml.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "base/byte_finder.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "grammar/xml_full.hpp"
#include "grammar/xml_plain.hpp"

namespace pinwright::grammar {
namespace {

constexpr std::size_t kMaxSize = std::numeric_limits<int>::max() / 2;

auto local_part(std::string_view name) -> std::string_view {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

auto XmlElement::attribute(std::string_view key) const -> const std::string* {
  const auto found =
      std::find_if(attributes.begin(), attributes.end(), [key](const auto& pair) { return pair.first == key; });
  return found == attributes.end() ? nullptr : &found->second;
}

auto XmlElement::local_name() const -> std::string_view { return local_part(name); }

auto XmlElement::child(std::string_view wanted) const -> const XmlElement* {
  const auto found =
      std::find_if(children.begin(), children.end(), [wanted](const auto& one) { return one.local_name() == wanted; });
  return found == children.end() ? nullptr : &*found;
}

auto xml_body(std::string_view text) -> XmlBody {
  constexpr std::string_view kOpen = "<![CDATA[";
  constexpr std::string_view kClose = "]]>";
  const auto trimmed = base::trimmed(text);
  const bool wrapped =
      trimmed.size() >= kOpen.size() + kClose.size() && trimmed.starts_with(kOpen) && trimmed.ends_with(kClose);
  if (!wrapped) return {text, 0};
  const auto inner = trimmed.substr(kOpen.size(), trimmed.size() - kOpen.size() - kClose.size());
  return {inner, static_cast<std::size_t>(inner.data() - text.data())};
}

auto blanks_before_declaration(std::string_view text) -> std::size_t {
  constexpr std::string_view kDeclaration = "<?xml";
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || !text.substr(begin).starts_with(kDeclaration)) return 0;
  const auto next = begin + kDeclaration.size();
  return next < text.size() && base::is_space(text[next]) ? begin : 0;
}

auto tag_end(std::string_view text, std::size_t begin) -> std::size_t {
  constexpr base::ByteFinder<3> kMarks(0, {'>', '"', '\''});
  while (true) {
    const auto mark = kMarks.find(text, begin);
    if (mark == text.size()) return mark;
    if (text[mark] == '>') return mark + 1;
    const auto close = text.find(text[mark], mark + 1);
    if (close == std::string_view::npos) return text.size();
    begin = close + 1;
  }
}

auto find_attribute(std::string_view text, std::size_t begin, std::string_view name) -> std::optional<AttributePlace> {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto tag = text.substr(0, tag_end(text, begin));
  auto at = tag.find_first_of(kBlank, begin);  // behind the element's name
  while (true) {
    at = tag.find_first_not_of(kBlank, at);
    const auto quote = tag.find_first_of("\"'", at);
    if (at == std::string_view::npos || quote == std::string_view::npos) return std::nullopt;
    const auto close = tag.find(tag[quote], quote + 1);
    if (close == std::string_view::npos) return std::nullopt;
    const auto spelled = tag.substr(at, tag.find_first_of(" \t\r\n=", at) - at);
    if (spelled == name) return AttributePlace{at, close + 1};
    at = close + 1;
  }
}

namespace {

auto read_xml(std::string_view text, Prefixes prefixes) -> std::variant<std::vector<XmlElement>, SyntaxError> {
  if (text.size() > kMaxSize) return SyntaxError{0, text.size(), "the XML is larger than can be read", ""};
  if (const auto at = base::find_invalid_utf8(text)) {
    return SyntaxError{*at, *at + 1, "the XML holds a byte that is not UTF-8", ""};
  }
  if (auto plain = read_plain_xml(text)) return *std::move(plain);
  return read_full_xml(text, prefixes);
}

}  // namespace

auto parse_xml(std::string_view text) -> std::variant<std::vector<XmlElement>, SyntaxError> {
  return read_xml(text, Prefixes::Declared);
}

auto is_well_formed_xml(std::string_view text) -> bool {
  return std::holds_alternative<std::vector<XmlElement>>(read_xml(text, Prefixes::Any));
}

}  // namespace pinwright::grammar
